import { describe, dictionary, nextCount, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { divisorEps, nextNu } from '../scaling/secondMoment.js'

const options = {
  /** β₂, the decay of the second moment, in [0, 1). Default 0.99. */
  b2: hyperparameter(ranges.decay, 0.99),
  /** ε >= 0, the minimum of the root. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
}

/** Options of {@link clipBySecondMoment}. */
export interface ClipBySecondMomentOptions extends OptionsOf<typeof options> {}

/** The number of steps, and the sizes of leaves. */
type Sizes = { readonly count: number; readonly byLeaf: { readonly [leaf: string]: number } }

const momentScalars = (b2: number, eps: number, t: number) => ({
  b2,
  c2: 1 - b2,
  correct: 1 / (1 - b2 ** t),
  least: Math.max(divisorEps(eps) ** 2, 2 ** -126),
})

/**
 * Scales each leaf down by the root mean square of its gradients over that of their second moment:
 * u' = u/max(1, √mean(g²/max(v̂, ε²))), v = β₂ v + (1 − β₂) g².
 *
 * The update clip of AdaFactor, as in StableAdamW. State: one copy of the parameters.
 * Hyperparameters: `b2`, `eps`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Wortsman et al., arXiv 2304.13013.
 *
 * @example
 * import { clipBySecondMoment } from '@momenta/transforms'
 *
 * clipBySecondMoment().map(({ name }) => name) // => ['clipBySecondMoment']
 */
export const clipBySecondMoment: Factory<ClipBySecondMomentOptions, Transform> = defineFactory(
  'clipBySecondMoment',
  options,
  (given) =>
    describe({
      name: 'clipBySecondMoment',
      slots: { nu: 'zeros' },
      ...describeOptions(options, given),
      init: (leaves): Sizes => ({
        count: 0,
        byLeaf: dictionary(leaves.map(({ name, size }) => [name, size])),
      }),
      reductions: {
        scalars: ({ count }: Sizes, { b2 = 0, eps = 0 }) => momentScalars(b2, eps, count + 1),
        sums: (x, { grads: g, slots: s, scalars: k }) => {
          const nu = x.mul(k.correct, nextNu(x, s.nu, g, k))
          const ratio = x.div(g, x.sqrt(x.max(nu, k.least)))
          return { ratio: x.mul(ratio, ratio) }
        },
      },
      plan: ({ count, byLeaf }: Sizes, { sums, names }, { b2 = 0, eps = 0 }) => {
        const t = nextCount('clipBySecondMoment', count)
        return {
          next: { count: t, byLeaf },
          plan: names.map((name, i) => {
            const mean = (sums.ratio[i] as number) / Math.max(byLeaf[name] as number, 1)
            const factor = mean > 1 ? 1 / Math.sqrt(mean) : Number.isNaN(mean) ? mean : 1
            return { scalars: { factor, ...momentScalars(b2, eps, t) } }
          }),
        }
      },
      body: (x, { updates: u, grads: g, slots: s, scalars: k }) => ({
        updates: x.mul(k.factor, u),
        slots: { nu: nextNu(x, s.nu, g, k) },
      }),
    }),
)
