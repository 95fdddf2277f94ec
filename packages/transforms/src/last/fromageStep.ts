import { counted, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'

const options = {
  /** α, a finite number >= 0. Default 0.01. */
  learningRate: hyperparameter(ranges.nonNegative, 0.01),
}

/** Options of {@link fromageStep}. */
export interface FromageStepOptions extends OptionsOf<typeof options> {}

/**
 * The last part of Fromage, after `scaleByTrustRatio`: u' = −α κ u + (κ − 1) θ with κ = 1/√(1 +
 * α²).
 *
 * Hyperparameters: `learningRate`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Bernstein et al., arXiv 2002.03432.
 *
 * @example
 * import { fromageStep } from '@momenta/transforms'
 *
 * fromageStep().map(({ name }) => name) // => ['fromageStep']
 */
export const fromageStep: Factory<FromageStepOptions, Transform> = defineFactory(
  'fromageStep',
  options,
  (given) =>
    counted({
      name: 'fromageStep',
      role: 'learningRate',
      slots: {},
      ...describeOptions(options, given),
      scalars: ({ learningRate }) => {
        const shrink = 1 / Math.sqrt(1 + learningRate ** 2)
        return { factor: -(learningRate * shrink), decay: shrink - 1 }
      },
      body: (x, { updates: u, params: p, scalars: k }) => ({
        updates: x.add(x.mul(k.factor, u), x.mul(k.decay, p)),
        slots: {},
      }),
    }),
)
