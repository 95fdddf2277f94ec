import { counted, hyperparameters, ranges, type Transform } from '@momenta/core'

/** Options of {@link addDecayedWeights}. */
export interface AddDecayedWeightsOptions {
  /** λ >= 0. Default 1e-4. */
  readonly weightDecay?: number
  /** The leaves that decay, by name. Default all. */
  readonly mask?: (name: string) => boolean
}

/**
 * Adds a share of the parameters: u' = u + λ θ. Before the moments it is L2 regularisation; behind the scaling it is decoupled weight decay.
 *
 * Hyperparameters: `weightDecay`.
 *
 * @throws RangeError if the weight decay is negative or not finite.
 *
 * Source: Loshchilov and Hutter, arXiv 1711.05101.
 *
 * @example
 * import { addDecayedWeights } from '@momenta/transforms'
 *
 * const kernelsOnly = addDecayedWeights({ mask: (name) => name.endsWith('kernel') })
 * kernelsOnly.map(({ name }) => name) // => ['addDecayedWeights']
 */
export const addDecayedWeights = ({
  weightDecay = 1e-4,
  mask,
}: AddDecayedWeightsOptions = {}): Transform =>
  counted({
    name: 'addDecayedWeights',
    slots: {},
    hyper: hyperparameters('addDecayedWeights', { weightDecay: [weightDecay, ranges.nonNegative] }),
    ...(mask === undefined ? {} : { only: mask }),
    how: 'decay',
    scalars: ({ weightDecay }) => ({ weightDecay }),
    body: (x, { u, p, k }) => ({ u: x.add(u, x.mul(k.weightDecay, p)), s: {} }),
  })
