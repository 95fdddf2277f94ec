import type { Snapshot } from './Snapshot.js'

export type Backend = 'cpu' | 'wasm' | 'tensorflow'
export type Interpreter = 'eager' | 'fused'

/** Which interpreter runs a case, and where. */
export interface Lane {
  readonly interpreter: Interpreter
  readonly backend: Backend
  /** Whether events may switch. */
  readonly mixed: boolean
}

/** What came of a run. */
export interface Ran {
  /** After each step; and after each step on the other tree. */
  readonly snapshots: readonly Snapshot[]
  readonly others: readonly Snapshot[]
  /**
   * What the estimators returned to the chain in each step, by leaf, and the parameters where they
   * were asked.
   */
  readonly gradients: readonly ReadonlyMap<string, Float32Array>[]
  readonly points: readonly ReadonlyMap<string, Float32Array>[]
}

export const laneName = ({ interpreter, backend, mixed }: Lane): string =>
  mixed ? `mixed from ${backend}` : `${interpreter} on ${backend}`
