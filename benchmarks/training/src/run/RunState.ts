import type { Tensors } from '@momenta/bench-models'
import type { Iterate } from '@momenta/eager'
import type { EpochRecord } from './EpochRecord.js'

/** Sums over the steps of the current epoch. */
export interface EpochSums {
  /** The loss of each step. */
  readonly losses: readonly number[]
  readonly gradientEvaluations: number
  readonly msGradient: number
  readonly msOptimizer: number
  readonly seconds: number
  readonly peakBytes: number
}

/** Where a run diverged: its loss was not a finite number. */
interface Divergence {
  readonly epoch: number
  readonly step: number
}

/** A run between two steps. It owns its tensors. */
export interface RunState {
  readonly epoch: number
  /** Steps taken in this epoch. */
  readonly step: number
  readonly iterate: Iterate<Tensors>
  readonly carried: Tensors
  readonly sums: EpochSums
  readonly history: readonly EpochRecord[]
  readonly diverged?: Divergence
}

/** The sums of an epoch that has not begun. */
export const noSums: EpochSums = {
  losses: [],
  gradientEvaluations: 0,
  msGradient: 0,
  msOptimizer: 0,
  seconds: 0,
  peakBytes: 0,
}
