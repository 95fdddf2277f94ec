import type { Aggregator } from '@momenta/aggregators'
import {
  flag,
  hyperparameter,
  list,
  number,
  type Option,
  type OptionsOf,
  type Range,
  ranges,
} from '@momenta/options'
import { learningRateOption } from '../commonOptions.js'

const kappas: Range = {
  says: "must be greater than 0 (the authors' code crashes at 0)",
  holds: (n) => Number.isFinite(n) && n > 0,
  draw: () => 1,
}

const capacities: Range = {
  says: "must be at least 1 (the authors' code crashes), an integer",
  holds: ranges.positiveCount.holds,
  draw: ranges.positiveCount.draw,
}

const tests: Range = {
  says: "must be 0 or 1 (between them the authors draw from NumPy's global generator)",
  holds: (n) => n === 0 || n === 1,
  draw: (u) => Math.round(u),
}

/** The option of the step size, with that default. */
export const lrOption = learningRateOption

/** The option of the capacity, with that default. */
export const topCOption = (value: number): Option<number, 'default'> => number(capacities, value)

/** The two decays of Adam. */
export const betasOption = (): Option<readonly number[], 'default'> => ({
  ...list(number(ranges.decay, 0.9), [0.9, 0.999], {
    says: 'must be a list of two numbers in [0, 1)',
    holds: (items) => items.length === 2,
  }),
  draw: (random) => [random(), random()],
})

/** Options that the four optimizers of the authors' code share, under their names there. */
export const officialOptions = {
  /** ε >= 0, outside the root. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** Weight decay, >= 0; where it enters differs from optimizer to optimizer. Default 0. */
  weightDecay: hyperparameter(ranges.nonNegative, 0),
  /** Decay of the keys, in [0, 1]. Default 0.7. */
  decay: number(ranges.unit, 0.7),
  /** Only whether it is greater than 0 matters, as in the authors' code. Default 1. */
  kappa: number(kappas, 1),
  /**
   * The share of steps on which a full memory overwrites its first slot instead of polling its
   * keys. Only 0 and 1 are exact: between them the authors draw from NumPy's global generator.
   * Default 0.
   */
  criticalTest: number(tests, 0),
  /**
   * One key for all leaves, the sum of their norms, or a memory and a key for each leaf. Default
   * true.
   */
  synced: flag(true),
}

/** Options that the four optimizers of the authors' code share, under their names there. */
export interface OfficialOptions extends OptionsOf<typeof officialOptions> {}

/** What the memory of the authors' code is made of. */
export interface OfficialMemory {
  readonly decay: number
  readonly criticalTest: number
  readonly synced: boolean
  readonly topC: number
  readonly aggregator?: Aggregator
}
