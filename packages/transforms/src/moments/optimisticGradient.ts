import { describe, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { type LeafSteps, leafSteps, planLeafSteps } from '../scaling/leafSteps.js'

const options = {
  /** α, the weight of the gradient, a finite number. Default 1. */
  alpha: hyperparameter(ranges.finite, 1),
  /** β, the weight of its change, a finite number. Default 1. */
  beta: hyperparameter(ranges.finite, 1),
}

/** Options of {@link optimisticGradient}. */
export interface OptimisticGradientOptions extends OptionsOf<typeof options> {}

const first = { first: true }
const later = { first: false }

/**
 * Optimistic gradient descent: u' = (α + β) u − β u₋₁, where u₋₁ = u at first.
 *
 * State: one copy of the parameters. Hyperparameters: `alpha`, `beta`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Mokhtari et al., arXiv 1901.08511.
 *
 * @example
 * import { optimisticGradient } from '@momenta/transforms'
 *
 * optimisticGradient().map(({ name }) => name) // => ['optimisticGradient']
 */
export const optimisticGradient: Factory<OptimisticGradientOptions, Transform> = defineFactory(
  'optimisticGradient',
  options,
  (given) =>
    describe({
      name: 'optimisticGradient',
      slots: { previous: 'zeros' },
      ...describeOptions(options, given),
      init: leafSteps,
      plan: (host: LeafSteps, { names }, { alpha = 1, beta = 1 }) => {
        const scalars = { now: alpha + beta, beta }
        return planLeafSteps('optimisticGradient', host, names, (t) => ({
          scalars,
          variant: t === 1 ? first : later,
        }))
      },
      body: (x, { updates: u, slots: s, scalars: k, variant }) => ({
        updates: x.sub(x.mul(k.now, u), x.mul(k.beta, variant.first ? u : s.previous)),
        slots: { previous: u },
      }),
    }),
)
