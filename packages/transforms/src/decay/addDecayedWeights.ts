import { counted, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  optional,
  predicate,
  ranges,
} from '@momenta/options'

const options = {
  /** λ >= 0. Default 1e-4. */
  weightDecay: hyperparameter(ranges.nonNegative, 1e-4),
  /** The leaves that decay, by name. Default all. */
  mask: optional(predicate()),
}

/** Options of {@link addDecayedWeights}. */
export interface AddDecayedWeightsOptions extends OptionsOf<typeof options> {}

/**
 * Adds a multiple of the parameters: u' = u + λ θ. Before the moments it is L2 regularisation;
 * after the scaling it is decoupled weight decay.
 *
 * Hyperparameters: `weightDecay`.
 *
 * @throws RangeError if the weight decay is negative or not finite, TypeError if an option is
 *   unknown or of the wrong type.
 *
 * Source: Loshchilov and Hutter, arXiv 1711.05101.
 *
 * @example
 * import { addDecayedWeights } from '@momenta/transforms'
 *
 * const kernelsOnly = addDecayedWeights({ mask: (name) => name.endsWith('kernel') })
 * kernelsOnly.map(({ name }) => name) // => ['addDecayedWeights']
 */
export const addDecayedWeights: Factory<AddDecayedWeightsOptions, Transform> = defineFactory(
  'addDecayedWeights',
  options,
  (given) => {
    const { mask } = given
    return counted({
      name: 'addDecayedWeights',
      slots: {},
      ...describeOptions(options, given),
      ...(mask === undefined ? {} : { only: mask }),
      scalars: ({ weightDecay }) => ({ weightDecay }),
      body: (x, { updates: u, params: p, scalars: k }) => ({
        updates: x.add(u, x.mul(k.weightDecay, p)),
        slots: {},
      }),
    })
  },
)
