import { describe, nextCount, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  number,
  type OptionsOf,
  optional,
  ranges,
} from '@momenta/options'
import { towards } from './towards.js'

const options = {
  /** Decay of an exponential moving average, in [0, 1). Default none: the plain mean (Polyak). */
  decay: optional(hyperparameter(ranges.decay, 0.999)),
  /** The number of steps before averaging starts: a non-negative integer. Default 0. */
  start: number(ranges.count, 0),
}

/** Options of {@link averageParams}. */
export interface AverageParamsOptions extends OptionsOf<typeof options> {}

const following = { follows: true }
const averaging = { follows: false }

/**
 * Averages the parameters at the end of a chain; the updates are unchanged: θ̄ = d θ̄ + (1 − d) (θ
 * + u).
 *
 * Without a decay d = (n − 1)/n in step n after the start, which gives the mean of all iterates
 * since; before the start θ̄ = θ + u. The averages are the `evaluationParams`. State: one copy of
 * the parameters. Hyperparameters: `decay` if given.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Polyak and Juditsky 1992; Izmailov et al., arXiv 1803.05407.
 *
 * @example
 * import { averageParams } from '@momenta/transforms'
 *
 * averageParams({ decay: 0.999 }).map(({ name }) => name) // => ['averageParams']
 */
export const averageParams: Factory<AverageParamsOptions, Transform> = defineFactory(
  'averageParams',
  options,
  (given) => {
    const { decay, start } = given

    return describe({
      name: 'averageParams',
      slots: { average: 'params' },
      ...describeOptions(options, given),
      evaluated: (_, { slots }) => slots.average,
      init: () => 0,
      plan: (count: number, _, hyper) => {
        const n = count + 1 - start
        const follows = n <= (decay === undefined ? 1 : 0)
        const rest = follows ? 1 : 1 - (hyper.decay ?? (n - 1) / n)
        return {
          next: nextCount('averageParams', count),
          plan: { scalars: { twice: 2 * rest }, variant: follows ? following : averaging },
        }
      },
      body: (x, { updates: u, params: p, slots: s, scalars: k, variant }) => {
        const now = x.add(p, u)
        const average = variant.follows ? now : towards(x, s.average, now, k.twice)
        return { updates: u, slots: { average } }
      },
    })
  },
)
