import type { Cost } from './Cost.js'
import type { Made } from './Made.js'

/** A number with its error bar, its cost and how it was computed: plain data, the same for all probes. */
export interface Measurement extends Made, Cost {
  /** NaN where nothing can be said. */
  readonly value: number
  /** The half-width of the error bar, in the units of the value. */
  readonly error: number
  /** What the error bar is: `residual bound`, `standard error`, `rounding`, … */
  readonly errorIs: string
  /** Whether the number is what it claims to be, within its error bar. Never true for a value or an error that is not finite. */
  readonly converged: boolean
  /** Why it is, or why it is not. */
  readonly reason: string
  /** What else a reader must know: `random: …`, `kink: …`, `step: …`, `asymmetric: …`, `rounding: …`. */
  readonly warnings: readonly string[]
  /** ‖A v − λ v‖ for eigenvalues; null elsewhere. */
  readonly residual: number | null
  /** The seed of the draws; null where nothing was drawn. */
  readonly seed: number | null
  /** Products with the operator; gradients and losses include theirs. */
  readonly matvecs: number
}
