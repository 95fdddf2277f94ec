import { describe, nextCount, type Transform } from '@momenta/core'
import {
  choice,
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  number,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { divisorEps, nextNu } from './secondMoment.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0, outside the root. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** The moments start again in every such step, a positive integer. Default 1000. */
  every: number(ranges.positiveCount, 1000),
  /**
   * Whether the second moment is that of the updates or of the raw gradients. Default 'updates'.
   */
  of: choice(['updates', 'grads'], 'updates'),
}

/** Options of {@link scaleByRestartedAdam}. */
export interface ScaleByRestartedAdamOptions extends OptionsOf<typeof options> {}

/**
 * Adam whose moments start again in every k-th step, so that a spike of the gradient is forgotten.
 *
 * m = β₁ m + (1 − β₁) u; v = β₂ v + (1 − β₂) u²; u' = m̂/(√v̂ + ε).
 *
 * In step k, 2 k and so on m and v are 0 before they are updated, and their corrections start
 * again. A leaf whose updates are all 0 rests: its moments do not change, and u' = 0.
 *
 * The norm of each leaf costs one readback per step. State: two copies of the parameters.
 * Hyperparameters: `b1`, `b2`, `eps`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Huang et al., arXiv 2502.17055 (the momentum reset of StableSPAM);
 * `pytorch_optimizer.StableSPAM`.
 *
 * @example
 * import { scaleByRestartedAdam } from '@momenta/transforms'
 *
 * scaleByRestartedAdam().map(({ name }) => name) // => ['scaleByRestartedAdam']
 */
export const scaleByRestartedAdam: Factory<ScaleByRestartedAdamOptions, Transform> = defineFactory(
  'scaleByRestartedAdam',
  options,
  (given) =>
    describe({
      name: 'scaleByRestartedAdam',
      slots: { mu: 'zeros', nu: 'zeros' },
      ...describeOptions(options, given),
      needs: ['updates'],
      init: () => 0,
      plan: (count: number, { updates }, { b1 = 0, b2 = 0, eps = 0 }) => {
        const t = nextCount('scaleByRestartedAdam', count)
        const age = t < given.every ? t : (t % given.every) + 1
        const keep = t % given.every === 0 ? 0 : 1
        return {
          next: t,
          plan: updates.map((norm) => {
            const rests = norm === 0
            return {
              scalars: {
                b1: keep * (rests ? 1 : b1),
                c1: rests ? 0 : 1 - b1,
                b2: keep * (rests ? 1 : b2),
                c2: rests ? 0 : 1 - b2,
                step: rests ? 0 : 1 / (1 - b1 ** age),
                root: 1 / Math.sqrt(1 - b2 ** age),
                eps: divisorEps(eps),
              },
            }
          }),
        }
      },
      body: (x, { updates: u, grads, slots: s, scalars: k }) => {
        const mu = x.add(x.mul(k.b1, s.mu), x.mul(k.c1, u))
        const nu = nextNu(x, s.nu, given.of === 'grads' ? grads : u, k)
        const root = x.add(x.mul(x.sqrt(nu), k.root), k.eps)
        return { updates: x.div(x.mul(k.step, mu), root), slots: { mu, nu } }
      },
    }),
)
