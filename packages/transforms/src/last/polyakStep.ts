import { describe, globalNorm, type Transform } from '@momenta/core'
import {
  choice,
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'

const options = {
  /** The largest step, a finite number >= 0. Default 1. */
  maxLearningRate: hyperparameter(ranges.nonNegative, 1),
  /** A factor of the gradients, a finite number > 0. Default 1. */
  scaling: hyperparameter(ranges.positive, 1),
  /** f*, the minimum of the loss. Default 0. */
  minimum: hyperparameter(ranges.finite, 0),
  /** ε, added to the squared norm, >= 0. Default 0. */
  eps: hyperparameter(ranges.nonNegative, 0),
  /** `sps+` uses max(f − f*, 0), so that it never steps back. Default 'sps'. */
  variant: choice(['sps', 'sps+'], 'sps'),
}

/** Options of {@link polyakStep}. */
export interface PolyakStepOptions extends OptionsOf<typeof options> {}

const machineEpsilon = 2 ** -52

/**
 * The stochastic Polyak step size, the last part of a chain: θ ← θ − η u with η = min((f −
 * f*)/(‖u‖² + ε), η_max), where f is the loss and u the scaled updates; η = 0 if ‖u‖² + ε is at
 * most 2⁻⁵².
 *
 * Reads the loss and the norm of the updates over all leaves of this part. If one of them is
 * infinite or NaN, every update is NaN. Hyperparameters: `maxLearningRate`, `scaling`, `minimum`,
 * `eps`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Loizou et al., arXiv 2002.10542; as in Optax's `polyak_sgd`.
 *
 * @example
 * import { polyakStep } from '@momenta/transforms'
 *
 * polyakStep().map(({ name }) => name) // => ['polyakStep']
 */
export const polyakStep: Factory<PolyakStepOptions, Transform> = defineFactory(
  'polyakStep',
  options,
  (given) =>
    describe({
      name: 'polyakStep',
      slots: {},
      ...describeOptions(options, given),
      needs: ['updates', 'value'],
      init: () => null,
      plan: (host, { updates, value }, hyper) => {
        const { maxLearningRate = 1, scaling = 1, minimum = 0, eps = 0 } = hyper
        const gap = value - minimum
        const divisor = (scaling * globalNorm(updates)) ** 2 + eps
        const step = (given.variant === 'sps+' ? Math.max(gap, 0) : gap) / divisor
        const size = divisor <= machineEpsilon ? 0 : Math.min(step, maxLearningRate)
        return { next: host, plan: { scalars: { factor: -size * scaling } } }
      },
      body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.factor, u), slots: {} }),
    }),
)
