import { counted, hyperparameters, ranges, type Transform } from '@momenta/core'
import type { Schedule } from '@momenta/schedules'

/** Options of {@link scaleByLearningRate}. */
export interface ScaleByLearningRateOptions {
  /** α, a finite number >= 0, or a function from the step, counted from 0. Default 1e-3. */
  readonly learningRate?: number | Schedule
}

/**
 * The last part of most chains: u' = −α u, to be added to the parameters.
 *
 * Hyperparameters: `learningRate` for a number; for a schedule `learningRateFactor`, which multiplies it and is 1 at first.
 *
 * @throws RangeError if the learning rate is a number that is negative or not finite.
 *
 * @example
 * import { cosine } from '@momenta/schedules'
 * import { scaleByLearningRate } from '@momenta/transforms'
 *
 * Object.keys(scaleByLearningRate()[0].hyper) // => ['learningRate']
 * Object.keys(scaleByLearningRate({ learningRate: cosine({ steps: 100 }) })[0].hyper) // => ['learningRateFactor']
 */
export const scaleByLearningRate = ({
  learningRate = 1e-3,
}: ScaleByLearningRateOptions = {}): Transform => {
  const name = 'scaleByLearningRate'
  const common = { name, slots: {}, how: 'scale' } as const
  return typeof learningRate === 'function'
    ? counted({
        ...common,
        hyper: hyperparameters(name, { learningRateFactor: [1, ranges.nonNegative] }),
        scalars: ({ learningRateFactor }, t) => ({
          factor: -(learningRateFactor * learningRate(t - 1)),
        }),
        body: (x, { u, k }) => ({ u: x.mul(k.factor, u), s: {} }),
      })
    : counted({
        ...common,
        hyper: hyperparameters(name, { learningRate: [learningRate, ranges.nonNegative] }),
        scalars: ({ learningRate: rate }) => ({ factor: -rate }),
        body: (x, { u, k }) => ({ u: x.mul(k.factor, u), s: {} }),
      })
}
