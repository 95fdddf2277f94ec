import { counted, type Transform } from '@momenta/core'
import {
  defineFactory,
  either,
  type Factory,
  hyperparameter,
  hyperparameters,
  type OptionsOf,
  part,
  ranges,
  scheduledNumber,
} from '@momenta/options'
import { constant, type Schedule } from '@momenta/schedules'

const name = 'scaleByLearningRate'

const options = {
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 1e-3.
   */
  learningRate: either(
    hyperparameter(ranges.nonNegative, 1e-3),
    part('schedule', (): Schedule => constant()),
  ),
}

/** Options of {@link scaleByLearningRate}. */
export interface ScaleByLearningRateOptions extends OptionsOf<typeof options> {}

/**
 * The last part of most chains: u' = −α u, to be added to the parameters.
 *
 * Hyperparameters: `learningRate` for a number; for a schedule `learningRateFactor`, which
 * multiplies it and is 1 at first. If a schedule returns anything but a finite number >= 0, the
 * step throws and changes nothing.
 *
 * @throws RangeError if the learning rate is a number that is negative or not finite, TypeError if
 *   it is neither a number nor a schedule, or an option is unknown.
 *
 * @example
 * import { cosine } from '@momenta/schedules'
 * import { scaleByLearningRate } from '@momenta/transforms'
 *
 * Object.keys(scaleByLearningRate()[0].hyper) // => ['learningRate']
 * Object.keys(scaleByLearningRate({ learningRate: cosine({ steps: 100 }) })[0].hyper) // => ['learningRateFactor']
 */
export const scaleByLearningRate: Factory<ScaleByLearningRateOptions, Transform> = defineFactory(
  name,
  options,
  ({ learningRate }) =>
    typeof learningRate === 'function'
      ? counted({
          name,
          role: 'learningRate',
          slots: {},
          hyper: hyperparameters(name, { learningRateFactor: [1, ranges.nonNegative] }),
          hyperAt: (count, hyper) => ({
            ...hyper,
            learningRate:
              (hyper.learningRateFactor ?? 1) *
              scheduledNumber(name, learningRate, count, ranges.nonNegative),
          }),
          scalars: ({ learningRateFactor }, t) => ({
            factor: -(
              learningRateFactor * scheduledNumber(name, learningRate, t - 1, ranges.nonNegative)
            ),
          }),
          body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.factor, u), slots: {} }),
        })
      : counted({
          name,
          role: 'learningRate',
          slots: {},
          hyper: hyperparameters(name, { learningRate: [learningRate, ranges.nonNegative] }),
          scalars: ({ learningRate: rate }) => ({ factor: -rate }),
          body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.factor, u), slots: {} }),
        }),
)
