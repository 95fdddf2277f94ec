import { counted, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  number,
  type OptionsOf,
  ranges,
} from '@momenta/options'

const options = {
  /** α > 0: how many bets are averaged before the bound of gradients is used. Default 100. */
  alpha: hyperparameter(ranges.positive, 100),
  /** The initial maximum of the gradients, > 0. Default 1e-8. */
  eps: number(ranges.positive, 1e-8),
}

/** Options of {@link cocobStep}. */
export interface CocobStepOptions extends OptionsOf<typeof options> {}

/**
 * Coin betting, the last part of a chain, after the learning rate: c = −u; L = max(L, |c|); G = G +
 * |c|; R = max(R − c (θ − θ₀), 0); C = C − c; θ ← θ₀ + C (L + R)/(L max(G + L, α L)).
 *
 * State: five copies of the parameters. Hyperparameters: `alpha`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Orabona and Tommasi, arXiv 1705.07795.
 *
 * @example
 * import { cocobStep } from '@momenta/transforms'
 *
 * cocobStep().map(({ name }) => name) // => ['cocobStep']
 */
export const cocobStep: Factory<CocobStepOptions, Transform> = defineFactory(
  'cocobStep',
  options,
  (given) =>
    counted({
      name: 'cocobStep',
      slots: {
        start: 'params',
        largest: { fill: given.eps },
        total: 'zeros',
        reward: 'zeros',
        sum: 'zeros',
      },
      ...describeOptions(options, given),
      scalars: ({ alpha }) => ({ alpha, zero: 0 }),
      body: (x, { updates: u, params: p, slots: s, scalars: k }) => {
        const size = x.abs(u)
        const largest = x.max(size, s.largest)
        const total = x.add(s.total, size)
        const reward = x.max(x.add(s.reward, x.mul(u, x.sub(p, s.start))), k.zero)
        const sum = x.add(s.sum, u)
        const bound = x.mul(largest, x.max(x.add(total, largest), x.mul(k.alpha, largest)))
        const bet = x.mul(x.div(sum, bound), x.add(largest, reward))
        return {
          updates: x.sub(x.add(s.start, bet), p),
          slots: { start: s.start, largest, total, reward, sum },
        }
      },
    }),
)
