import { describe, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  flag,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { type LeafSteps, leafSteps, planLeafSteps } from './leafSteps.js'
import { divisorEps, nextNu } from './secondMoment.js'

const options = {
  /** β₂, the decay of the second moment, in [0, 1). Default 0.9999. */
  b2: hyperparameter(ranges.decay, 0.9999),
  /** ε >= 0, the minimum of the root. Default 1e-6. */
  eps: hyperparameter(ranges.nonNegative, 1e-6),
  /** Clips each element to (t − 1)^(1/4). Default true. */
  clip: flag(true),
}

/** Options of {@link scaleByAdopt}. */
export interface ScaleByAdoptOptions extends OptionsOf<typeof options> {}

const first = { first: true }
const later = { first: false }

/**
 * The first half of ADOPT, before a momentum: u' = u/max(√v, ε), then v = β₂ v + (1 − β₂) u².
 *
 * So v does not contain the gradient that it divides. The first step sets v = u² and returns 0.
 * State: one copy of the parameters. Hyperparameters: `b2`, `eps`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Taniguchi et al., arXiv 2411.02853.
 *
 * @example
 * import { scaleByAdopt } from '@momenta/transforms'
 *
 * scaleByAdopt().map(({ name }) => name) // => ['scaleByAdopt']
 */
export const scaleByAdopt: Factory<ScaleByAdoptOptions, Transform> = defineFactory(
  'scaleByAdopt',
  options,
  (given) =>
    describe({
      name: 'scaleByAdopt',
      slots: { nu: 'zeros' },
      ...describeOptions(options, given),
      init: leafSteps,
      plan: (host: LeafSteps, { names }, { b2 = 0, eps = 0 }) => {
        const scalars = { b2, c2: 1 - b2, eps: divisorEps(eps) }
        return planLeafSteps('scaleByAdopt', host, names, (t) => ({
          scalars: { ...scalars, bound: (t - 1) ** 0.25 },
          variant: t === 1 ? first : later,
        }))
      },
      body: (x, { updates: u, slots: s, scalars: k, variant }) => {
        if (variant.first) return { updates: x.of(0), slots: { nu: x.mul(u, u) } }
        const out = x.div(u, x.max(x.sqrt(s.nu), k.eps))
        const clipped = given.clip ? x.min(x.max(out, x.neg(k.bound)), k.bound) : out
        return { updates: clipped, slots: { nu: nextNu(x, s.nu, u, k) } }
      },
    }),
)
