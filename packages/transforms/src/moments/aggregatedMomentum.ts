import { counted, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  list,
  number,
  type OptionsOf,
  ranges,
} from '@momenta/options'

const options = {
  /** The decays, each in [0, 1), at least one. Default [0, 0.9, 0.99]. */
  decays: list<number>(number(ranges.decay, 0.9), [0, 0.9, 0.99], {
    says: 'must be a list of at least one number in [0, 1)',
    holds: (items) => items.length > 0,
  }),
}

/** Options of {@link aggregatedMomentum}. */
export interface AggregatedMomentumOptions extends OptionsOf<typeof options> {}

/**
 * Aggregated momentum: bᵢ = βᵢ bᵢ + u for each decay; u' = mean of the bᵢ.
 *
 * State: one copy of the parameters for each decay. Hyperparameters: none.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Lucas et al., arXiv 1804.00325.
 *
 * @example
 * import { aggregatedMomentum } from '@momenta/transforms'
 *
 * aggregatedMomentum().map(({ name }) => name) // => ['aggregatedMomentum']
 */
export const aggregatedMomentum: Factory<AggregatedMomentumOptions, Transform> = defineFactory(
  'aggregatedMomentum',
  options,
  (given) => {
    const decays = [...given.decays]
    return counted({
      name: 'aggregatedMomentum',
      slots: Object.fromEntries(decays.map((_, i) => [`trace${i}`, 'zeros' as const])),
      ...describeOptions(options, given),
      scalars: () => ({ decays, share: 1 / decays.length }),
      body: (x, { updates: u, slots: s, scalars: k }) => {
        const traces = decays.map((_, i) =>
          x.add(x.mul(k.decays[i] as typeof u, s[`trace${i}`] as typeof u), u),
        )
        return {
          updates: x.mul(
            k.share,
            traces.reduce((sum, one) => x.add(sum, one)),
          ),
          slots: Object.fromEntries(traces.map((one, i) => [`trace${i}`, one])),
        }
      },
    })
  },
)
