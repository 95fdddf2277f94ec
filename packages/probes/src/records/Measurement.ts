import type { Cost } from './Cost.js'
import type { Provenance } from './Provenance.js'

/** A number with its error bar, its cost and how it was computed: plain data, for all probes. */
export interface Measurement extends Provenance, Cost {
  /** NaN if there is no value. */
  readonly value: number
  /** The half-width of the error bar, in the units of the value. */
  readonly error: number
  /** The kind of the error bar: `residual bound`, `standard error`, `rounding`, … */
  readonly errorIs: string
  /** Whether the value holds within its error bar. Never true if either is not finite. */
  readonly converged: boolean
  /** Why it has converged, or why not. */
  readonly reason: string
  /** `random: …`, `kink: …`, `step: …`, `asymmetric: …`, `rounding: …`. */
  readonly warnings: readonly string[]
  /** ‖A v − λ v‖ for eigenvalues; null elsewhere. */
  readonly residual: number | null
  /** The seed of the draws; null if nothing was drawn. */
  readonly seed: number | null
  /** Products with the operator; their gradients and losses are included below. */
  readonly matvecs: number
}
