import { counted, pow, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { divisorEps } from '../scaling/secondMoment.js'

const options = {
  /** α, a finite number >= 0. Default 0.01. */
  learningRate: hyperparameter(ranges.nonNegative, 0.01),
  /** The momentum of the parameters, in [0, 1). Default 0.9. */
  momentum: hyperparameter(ranges.decay, 0.9),
  /** ε >= 0, added to the cube root. Default 1e-6. */
  eps: hyperparameter(ranges.nonNegative, 1e-6),
}

/** Options of {@link madgradStep}. */
export interface MadgradStepOptions extends OptionsOf<typeof options> {}

/**
 * MADGRAD, the last part of a chain: w = (α + ε) √t; q = q + w u²; s = s + w u; z = θ₀ − s/(∛q +
 * ε); θ ← μ θ + (1 − μ) z.
 *
 * State: three copies of the parameters. Hyperparameters: `learningRate`, `momentum`, `eps`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Defazio and Jelassi, arXiv 2101.11075.
 *
 * @example
 * import { madgradStep } from '@momenta/transforms'
 *
 * madgradStep().map(({ name }) => name) // => ['madgradStep']
 */
export const madgradStep: Factory<MadgradStepOptions, Transform> = defineFactory(
  'madgradStep',
  options,
  (given) =>
    counted({
      name: 'madgradStep',
      role: 'learningRate',
      slots: { start: 'params', sum: 'zeros', squares: 'zeros' },
      ...describeOptions(options, given),
      scalars: ({ learningRate, momentum, eps }, t) => ({
        weight: (learningRate + eps) * Math.sqrt(t),
        rest: 1 - momentum,
        eps: divisorEps(eps),
        third: 1 / 3,
      }),
      body: (x, { updates: u, params: p, slots: s, scalars: k }) => {
        const weighted = x.mul(k.weight, u)
        const squares = x.add(s.squares, x.mul(weighted, u))
        const sum = x.add(s.sum, weighted)
        const z = x.sub(s.start, x.div(sum, x.add(pow(x, squares, k.third), k.eps)))
        return { updates: x.mul(k.rest, x.sub(z, p)), slots: { start: s.start, sum, squares } }
      },
    }),
)
