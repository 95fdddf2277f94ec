import { describe, type Transform } from '@momenta/core'
import {
  choice,
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { type LeafSteps, leafSteps, planLeafSteps } from './leafSteps.js'
import { divisorEps, nextNu } from './secondMoment.js'

const options = {
  /** β₂, the decay of the average of differences, in [0, 1). Default 0.92. */
  b2: hyperparameter(ranges.decay, 0.92),
  /** β₃, the decay of the second moment, in [0, 1). Default 0.99. */
  b3: hyperparameter(ranges.decay, 0.99),
  /** ε >= 0, added to the root. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** ε >= 0, added inside the root. Default 0. */
  epsRoot: hyperparameter(ranges.nonNegative, 0),
  /** The weight of differences: β₂, as in the paper, or 1 − β₂, as in Optax. Default 'b2'. */
  weight: choice(['b2', '1-b2'], 'b2'),
  /**
   * Whether the second moment is of the incoming updates or of the gradients. Default 'updates'.
   */
  of: choice(['updates', 'grads'], 'updates'),
}

/** Options of {@link scaleByAdan}. */
export interface ScaleByAdanOptions extends OptionsOf<typeof options> {}

const first = { first: true }
const later = { first: false }

/**
 * Adan, after a momentum: d = x − x₋₁ (0 at first), x = u or g; v = β₂ v + (1 − β₂) d; n = β₃ n +
 * (1 − β₃) (x + w d)²; u' = (u + w v̂)/(√(n̂ + ε_root) + ε).
 *
 * The decays are 1 minus those of the paper. State: three copies of the parameters.
 * Hyperparameters: `b2`, `b3`, `eps`, `epsRoot`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Xie et al., arXiv 2208.06677.
 *
 * @example
 * import { scaleByAdan } from '@momenta/transforms'
 *
 * scaleByAdan().map(({ name }) => name) // => ['scaleByAdan']
 */
export const scaleByAdan: Factory<ScaleByAdanOptions, Transform> = defineFactory(
  'scaleByAdan',
  options,
  (given) => {
    const { weight, of } = given
    return describe({
      name: 'scaleByAdan',
      slots: { previous: 'zeros', difference: 'zeros', nu: 'zeros' },
      ...describeOptions(options, given),
      init: leafSteps,
      plan: (host: LeafSteps, { names }, { b2 = 0, b3 = 0, eps = 0, epsRoot = 0 }) => {
        const w = weight === 'b2' ? b2 : 1 - b2
        const scalars = {
          ...{ b2: b3, c2: 1 - b3, decay: b2, rest: 1 - b2 },
          ...{ w, eps: divisorEps(eps), epsRoot },
        }
        return planLeafSteps('scaleByAdan', host, names, (t) => ({
          scalars: { ...scalars, ahead: w / (1 - b2 ** t), correct: 1 / (1 - b3 ** t) },
          variant: t === 1 ? first : later,
        }))
      },
      body: (x, { updates: u, grads: g, slots: s, scalars: k, variant }) => {
        const gradient = of === 'grads' ? g : u
        const change = variant.first ? x.of(0) : x.sub(gradient, s.previous)
        const difference = x.add(x.mul(k.decay, s.difference), x.mul(k.rest, change))
        const nu = nextNu(x, s.nu, x.add(gradient, x.mul(k.w, change)), k)
        const root = x.add(x.sqrt(x.add(x.mul(k.correct, nu), k.epsRoot)), k.eps)
        return {
          updates: x.div(x.add(u, x.mul(k.ahead, difference)), root),
          slots: { previous: gradient, difference, nu },
        }
      },
    })
  },
)
