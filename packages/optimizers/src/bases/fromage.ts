import { fromOptions, type RememberOptions } from '@momenta/core'
import { defineFactory, hyperparameter, type OptionsOf, ranges } from '@momenta/options'
import { fromageStep, scaleByTrustRatio, scheduled } from '@momenta/transforms'
import { type CommonOptions, learningRateOption } from '../commonOptions.js'
import { defineOptimizer, type FinishedOptimizer } from '../defineOptimizer.js'
import { averagedFirst } from './shapes.js'

const options = {
  /** The minimum of both norms, >= 0. Default 1e-6. */
  minNorm: hyperparameter(ranges.nonNegative, 1e-6),
  /**
   * Decay of the momentum that critical momenta store, in [0, 1); an error without them. Default
   * 0.9.
   */
  b1: hyperparameter(ranges.decay, 0.9),
}

/** The options whose defaults are its own. */
const own = {
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 0.01.
   */
  learningRate: learningRateOption(0.01),
}

/** Options of {@link fromage}. */
export interface FromageOptions
  extends Omit<OptionsOf<typeof options>, 'b1'>,
    Omit<CommonOptions, keyof typeof own>,
    OptionsOf<typeof own> {}

/** Options of {@link fromage} with critical momenta. */
export interface FromageCMOptions
  extends FromageOptions,
    Pick<OptionsOf<typeof options>, 'b1'>,
    RememberOptions {}

/**
 * Fromage: θ ← (θ − α ‖θ‖/‖g‖ g)/√(1 + α²) for each leaf.
 *
 * Options and defaults: `learningRate` 0.01, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `minNorm` 0.000001.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Bernstein et al., arXiv 2002.03432.
 *
 * @example
 * import { fromage } from '@momenta/optimizers'
 *
 * fromage().transform.map(({ name }) => name) // => ['scaleByTrustRatio', 'fromageStep']
 */
export const fromage: FinishedOptimizer<FromageOptions, FromageCMOptions> = defineOptimizer(
  'fromage',
  defineFactory('fromageBase', options, ({ minNorm, b1 }) => ({
    ...averagedFirst(
      b1,
      fromOptions(scaleByTrustRatio({ minNorm }), { coefficient: null, eps: null }),
    ),
    last: (learningRate) =>
      typeof learningRate === 'number'
        ? fromageStep({ learningRate })
        : scheduled(fromageStep(), { learningRate }),
  })),
  own,
)
