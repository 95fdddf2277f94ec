import { describeWhole, nextCount, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  number,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { drawn, seedsOf } from './drawn.js'

const options = {
  /** η >= 0, the variance in the first step. Default 0.01. */
  eta: hyperparameter(ranges.nonNegative, 0.01),
  /** γ >= 0, the exponent of the decay of the variance. Default 0.55. */
  gamma: hyperparameter(ranges.nonNegative, 0.55),
  /** A non-negative integer; the noise is a function of it. Default 0. */
  seed: number(ranges.count, 0),
}

/** Options of {@link addNoise}. */
export interface AddNoiseOptions extends OptionsOf<typeof options> {}

/**
 * Adds Gaussian noise to the updates: u' = u + N(0, σₜ²), σₜ² = η/tᵞ, t = 1 in the first step.
 *
 * The noise is a pure function of the seed, the step, and the name and size of the leaf: the
 * numbers of `standardNormal`, drawn on the host. A run can therefore be repeated and resumed on
 * every interpreter. Two such parts of a chain need different seeds. Before all other parts it is
 * `gradientNoise` of the estimators. State: none. Hyperparameters: `eta`, `gamma`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Neelakantan et al., arXiv 1511.06807, equation (1); `optax.add_noise`, which draws other
 * numbers.
 *
 * @example
 * import { addNoise } from '@momenta/transforms'
 *
 * addNoise({ eta: 0.3 }).map(({ name }) => name) // => ['addNoise']
 */
export const addNoise: Factory<AddNoiseOptions, Transform> = defineFactory(
  'addNoise',
  options,
  (given) =>
    describeWhole({
      name: 'addNoise',
      only: (_, shape) => !shape.includes(0),
      slots: {},
      ...describeOptions(options, given),
      init: () => 0,
      plan: (count: number, { names }, { eta = 0, gamma = 0 }) => {
        const t = nextCount('addNoise', count)
        const sigma = Math.sqrt(eta / t ** gamma)
        return {
          next: t,
          plan: seedsOf(names, given.seed, count).map((seed) => ({ scalars: { sigma, ...seed } })),
        }
      },
      leaf: (x, { updates: u, scalars: k }) => ({
        updates: x.add(u, x.mul(k.sigma, drawn(x, k, x.shapeOf(u)))),
        slots: {},
      }),
    }),
)
