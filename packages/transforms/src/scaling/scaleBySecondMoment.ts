import { counted, type Transform } from '@momenta/core'
import {
  choice,
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { divisorEps, nextNu } from './secondMoment.js'

const options = {
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0, added to the root. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** ε >= 0, added inside the root. Default 0. */
  epsRoot: hyperparameter(ranges.nonNegative, 0),
  /**
   * Where the second moment is corrected for its bias towards 0: `before` ε is added, as in Optax;
   * `after`, so that ε shrinks with it, as in torch.optim.RAdam; `none`. Default 'before'.
   */
  correction: choice(['before', 'after', 'none'], 'before'),
  /**
   * Divides by the maximum so far: of the `raw` second moments, as PyTorch's AMSGrad; of the
   * `corrected` ones, as Optax's; `none`. Default 'none'.
   */
  maximum: choice(['none', 'raw', 'corrected'], 'none'),
  /**
   * Whether the second moment is of the incoming updates or of the gradients. Default 'updates'.
   */
  of: choice(['updates', 'grads'], 'updates'),
}

/** Options of {@link scaleBySecondMoment}. */
export interface ScaleBySecondMomentOptions extends OptionsOf<typeof options> {}

/**
 * Divides by the root of the second moment: v = β₂ v + (1 − β₂) x², x = u or g; u' = u/(√(v̂ +
 * ε_root) + ε) with v̂ = v/(1 − β₂ᵗ).
 *
 * The general form of `scaleByNu`, for rules that differ from Adam in the place of ε or of the
 * maximum. State: one copy of the parameters, two with a maximum. Hyperparameters: `b2`, `eps`,
 * `epsRoot`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Kingma and Ba, arXiv 1412.6980; Reddi et al., arXiv 1904.09237 for the maximum.
 *
 * @example
 * import { scaleBySecondMoment } from '@momenta/transforms'
 *
 * scaleBySecondMoment().map(({ name }) => name) // => ['scaleBySecondMoment']
 */
export const scaleBySecondMoment: Factory<ScaleBySecondMomentOptions, Transform> = defineFactory(
  'scaleBySecondMoment',
  options,
  (given) => {
    const { correction, maximum, of } = given
    return counted({
      name: 'scaleBySecondMoment',
      slots: { nu: 'zeros', ...(maximum === 'none' ? {} : { nuMax: 'zeros' }) },
      ...describeOptions(options, given),
      scalars: ({ b2, eps, epsRoot }, t) => ({
        b2,
        c2: 1 - b2,
        eps: divisorEps(eps),
        epsRoot,
        correct: correction === 'before' ? 1 / (1 - b2 ** t) : 1,
        root: correction === 'after' ? 1 / Math.sqrt(1 - b2 ** t) : 1,
      }),
      body: (x, { updates: u, grads: g, slots: s, scalars: k }) => {
        const nu = nextNu(x, s.nu, of === 'grads' ? g : u, k)
        const corrected = x.mul(k.correct, nu)
        const now = maximum === 'corrected' ? corrected : nu
        const nuMax = maximum === 'none' ? now : x.max(now, s.nuMax as typeof nu)
        const v = maximum === 'corrected' ? nuMax : x.mul(k.correct, nuMax)
        const divisor = x.mul(k.root, x.add(x.sqrt(x.add(v, k.epsRoot)), k.eps))
        return {
          updates: x.div(u, divisor),
          slots: maximum === 'none' ? { nu } : { nu, nuMax },
        }
      },
    })
  },
)
