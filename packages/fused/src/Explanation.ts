import type { Pass } from './Pass.js'

/** How the last step was run. */
export interface Explanation {
  /** The backend, and whether the step was fused there. */
  readonly backend: string
  readonly fused: boolean
  /** In order; empty if the step was not fused. */
  readonly passes: readonly Pass[]
  /** The bytes that the passes read and write for each parameter. */
  readonly bytesPerParameter: number
}

/** Explains a step. */
export const explain = (backend: string, passes: readonly Pass[], fused: boolean): Explanation => ({
  backend,
  fused,
  passes,
  bytesPerParameter: passes.reduce((sum, pass) => sum + pass.bytesPerParameter, 0),
})
