import { type Estimator, leafSeeds, standardNormal } from '@momenta/core'
import {
  defineFactory,
  type Factory,
  hashIntegers,
  hyperparameter,
  number,
  type OptionsOf,
  ranges,
  structuralOptions,
} from '@momenta/options'

const options = {
  /** η >= 0, the variance in the first step. Default 0.01. */
  eta: hyperparameter(ranges.nonNegative, 0.01),
  /** γ >= 0, the exponent of the decay of the variance. Default 0.55. */
  gamma: hyperparameter(ranges.nonNegative, 0.55),
  /** A non-negative integer; the noise is a function of it. Default 0. */
  seed: number(ranges.count, 0),
}

/** Options of {@link gradientNoise}. */
export interface GradientNoiseOptions extends OptionsOf<typeof options> {}

/**
 * Adds Gaussian noise to the gradients: g + N(0, σₜ²), σₜ² = η/(1 + t)^γ with t the number of steps
 * taken.
 *
 * The noise is a pure function of the seed, the step, the microbatch, and the name and size of the
 * leaf. A run can therefore be repeated and resumed on every interpreter, and the order of the
 * parameters does not matter.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Neelakantan et al., arXiv 1511.06807, equation (1).
 *
 * @example
 * import { gradientNoise } from '@momenta/estimators'
 *
 * gradientNoise({ eta: 0.3 }).name // => 'gradientNoise'
 */
export const gradientNoise: Factory<GradientNoiseOptions, Estimator> = defineFactory(
  'gradientNoise',
  options,
  (given): Estimator => {
    const { eta, gamma, seed } = given

    return {
      name: 'gradientNoise',
      options: structuralOptions(options, given),
      wrap: (oracle, x, step, leaves) => {
        const sigma = Math.sqrt(eta / (1 + step) ** gamma)
        const seeds = leafSeeds(leaves, seed, step)
        return (params, microbatch, evaluation) =>
          x.scope(() => {
            const found = oracle(params, microbatch, evaluation)
            return {
              ...found,
              grads: found.grads.map((g, leaf) => {
                const own = hashIntegers(...(seeds[leaf] as number[]), microbatch)
                const noise = x.generate(g, (size) => standardNormal(own, size))
                return x.add(g, x.mul(noise, x.of(sigma)))
              }),
            }
          })
      },
    }
  },
)
