import { counted, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  flag,
  hyperparameter,
  number,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { divisorEps } from './secondMoment.js'

const options = {
  /** The initial value of the sum of squares, >= 0. Default 0.1. */
  initial: number(ranges.nonNegative, 0.1),
  /** ε >= 0, added to the root. Default 1e-7. */
  eps: hyperparameter(ranges.nonNegative, 1e-7),
  /** Whether ε is added inside the root (Optax) or outside (PyTorch). Default true. */
  epsInRoot: flag(true),
}

/** Options of {@link scaleByAdagrad}. */
export interface ScaleByAdagradOptions extends OptionsOf<typeof options> {}

/**
 * Adagrad: s = s + u²; u' = u/√(s + ε), or u/(√s + ε).
 *
 * State: one copy of the parameters. Hyperparameters: `eps`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Duchi et al. 2011; `optax.adagrad`, `torch.optim.Adagrad`.
 *
 * @example
 * import { scaleByAdagrad } from '@momenta/transforms'
 *
 * scaleByAdagrad().map(({ name }) => name) // => ['scaleByAdagrad']
 */
export const scaleByAdagrad: Factory<ScaleByAdagradOptions, Transform> = defineFactory(
  'scaleByAdagrad',
  options,
  (given) => {
    const { initial, epsInRoot } = given
    return counted({
      name: 'scaleByAdagrad',
      slots: { sum: { fill: initial } },
      ...describeOptions(options, given),
      scalars: ({ eps }) => ({ eps: divisorEps(eps) }),
      body: (x, { updates: u, slots: s, scalars: k }) => {
        const sum = x.add(s.sum, x.mul(u, u))
        const root = epsInRoot ? x.sqrt(x.add(sum, k.eps)) : x.add(x.sqrt(sum), k.eps)
        return { updates: x.div(u, root), slots: { sum } }
      },
    })
  },
)
