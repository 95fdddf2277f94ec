import type { BackendChoice } from '@momenta/bench-backends'
import type { Size } from '../steps/checkSteps.js'
import type { ModelName } from '../training/models.js'

/** The parts of the check, in the order in which they run. */
export const parts = ['numbers', 'memory', 'steps', 'training'] as const

/** A part of the check. */
type Part = (typeof parts)[number]

/** What to check. */
export interface Settings {
  readonly backend: BackendChoice
  /** A backend to compare the small models with, on the same machine. */
  readonly against?: BackendChoice
  readonly only: readonly Part[]
  /** The optimizers whose numbers are compared and whose steps are timed. Default all. */
  readonly optimizers?: readonly string[]
  readonly sizes: readonly Size[]
  readonly models: readonly ModelName[]
  /** Seconds to measure each row. */
  readonly seconds: number
  /** The largest difference of a parameter to cpu that passes. */
  readonly tolerance: number
}
