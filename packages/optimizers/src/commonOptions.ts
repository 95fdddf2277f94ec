import { identity, type Transform } from '@momenta/core'
import {
  either,
  flag,
  hyperparameter,
  type Option,
  type OptionsOf,
  optional,
  part,
  predicate,
  ranges,
} from '@momenta/options'
import { constant, type Schedule } from '@momenta/schedules'

/** The option of a learning rate with that default. */
export const learningRateOption = (value: number): Option<number | Schedule, 'default'> =>
  either(
    hyperparameter(ranges.nonNegative, value),
    part('schedule', (): Schedule => constant({ value })),
  )

/** The options of every optimizer. */
export const commonOptions = {
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 1e-3.
   */
  learningRate: learningRateOption(1e-3),
  /** λ >= 0: shrinks the parameters. Default none. */
  weightDecay: optional(hyperparameter(ranges.nonNegative, 0.01)),
  /**
   * Whether weight decay is added to the direction (decoupled, as in AdamW) or to the gradient
   * (coupled, as in L2 regularisation). Default false.
   */
  decoupled: flag(false),
  /** The leaves that decay, by name. Default all. */
  weightDecayMask: optional(predicate()),
  /** A transform of the gradients before all others, as `clipByGlobalNorm()`. Default nothing. */
  clip: part('transform', (): Transform => identity),
}

/** Options that every optimizer takes. */
export interface CommonOptions extends OptionsOf<typeof commonOptions> {}

/**
 * The options of an optimizer: those of its rule, and those of every optimizer.
 *
 * @typeParam D - The declared options of its rule.
 * @typeParam O - The declared options of every optimizer whose defaults are its own.
 */
export type OptimizerOptions<D, O = Record<never, never>> = OptionsOf<D> &
  Omit<CommonOptions, keyof O> &
  OptionsOf<O>
