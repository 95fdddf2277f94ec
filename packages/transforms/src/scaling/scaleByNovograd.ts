import { describe, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { type LeafNumbers, leafNumbers, withNumbers } from './leafNumbers.js'
import { divisorEps } from './secondMoment.js'

const options = {
  /** β₂, the decay of the second moment, in [0, 1). Default 0.25. */
  b2: hyperparameter(ranges.decay, 0.25),
  /** ε >= 0, added to the root. Default 1e-6. */
  eps: hyperparameter(ranges.nonNegative, 1e-6),
  /** ε >= 0, added inside the root. Default 0. */
  epsRoot: hyperparameter(ranges.nonNegative, 0),
}

/** Options of {@link scaleByNovograd}. */
export interface ScaleByNovogradOptions extends OptionsOf<typeof options> {}

/**
 * The first half of NovoGrad, before a momentum: v = ‖u‖² at first, then β₂ v + (1 − β₂) ‖u‖², one
 * number for each leaf; u' = u/(√(v + ε_root) + ε).
 *
 * A leaf with a gradient that is not finite gets NaN, and its number stays. State: a number for
 * each leaf. Hyperparameters: `b2`, `eps`, `epsRoot`. Measures the updates.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Ginsburg et al., arXiv 1905.11286.
 *
 * @example
 * import { scaleByNovograd } from '@momenta/transforms'
 *
 * scaleByNovograd().map(({ name }) => name) // => ['scaleByNovograd']
 */
export const scaleByNovograd: Factory<ScaleByNovogradOptions, Transform> = defineFactory(
  'scaleByNovograd',
  options,
  (given) =>
    describe({
      name: 'scaleByNovograd',
      slots: {},
      ...describeOptions(options, given),
      needs: ['updates'],
      init: (leaves) => leafNumbers(leaves),
      plan: ({ byLeaf }: LeafNumbers, { updates, names }, { b2 = 0, eps = 0, epsRoot = 0 }) => {
        const next = names.map((name, i) => {
          const now = (updates[i] as number) ** 2
          const before = byLeaf[name] ?? null
          if (!Number.isFinite(now)) return before
          return before === null ? now : b2 * before + (1 - b2) * now
        })
        return {
          next: withNumbers(names, next),
          plan: next.map((v, i) => {
            const norm = updates[i] as number
            const root = Math.sqrt((v ?? norm) + epsRoot) + divisorEps(eps)
            return { scalars: { factor: Number.isFinite(norm) ? 1 / root : Number.NaN } }
          }),
        }
      },
      body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.factor, u), slots: {} }),
    }),
)
