import type { RememberOptions } from '@momenta/core'
import { defineFactory, hyperparameter, type OptionsOf, ranges } from '@momenta/options'
import { scaleByAdadelta } from '@momenta/transforms'
import { type CommonOptions, learningRateOption } from '../commonOptions.js'
import { defineOptimizer, type FinishedOptimizer } from '../defineOptimizer.js'
import { averagedFirst } from './shapes.js'

const options = {
  /** ρ, in [0, 1). Default 0.9. */
  decay: hyperparameter(ranges.decay, 0.9),
  /** ε >= 0. Default 1e-6. */
  eps: hyperparameter(ranges.nonNegative, 1e-6),
  /**
   * Decay of the momentum that critical momenta store, in [0, 1); an error without them. Default
   * 0.9.
   */
  b1: hyperparameter(ranges.decay, 0.9),
}

/** The options whose defaults are its own. */
const own = {
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 1.
   */
  learningRate: learningRateOption(1),
}

/** Options of {@link adadelta}. */
export interface AdadeltaOptions
  extends Omit<OptionsOf<typeof options>, 'b1'>,
    Omit<CommonOptions, keyof typeof own>,
    OptionsOf<typeof own> {}

/** Options of {@link adadelta} with critical momenta. */
export interface AdadeltaCMOptions
  extends AdadeltaOptions,
    Pick<OptionsOf<typeof options>, 'b1'>,
    RememberOptions {}

/**
 * Adadelta: v = ρ v + (1 − ρ) g²; u = √(d + ε)/√(v + ε) g; d = ρ d + (1 − ρ) u²; θ ← θ − α u.
 *
 * Options and defaults: `learningRate` 1, `weightDecay` none, `decoupled` false, `weightDecayMask`
 * all leaves, `clip` none, `decay` 0.9, `eps` 0.000001.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Zeiler, arXiv 1212.5701.
 *
 * @example
 * import { adadelta } from '@momenta/optimizers'
 *
 * adadelta().transform.map(({ name }) => name) // => ['scaleByAdadelta', 'scaleByLearningRate']
 */
export const adadelta: FinishedOptimizer<AdadeltaOptions, AdadeltaCMOptions> = defineOptimizer(
  'adadelta',
  defineFactory('adadeltaBase', options, ({ decay, eps, b1 }) =>
    averagedFirst(b1, scaleByAdadelta({ decay, eps })),
  ),
  own,
)
