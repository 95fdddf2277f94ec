import { describe, nextCount, type Slot, type Transform } from '@momenta/core'
import {
  choice,
  defineFactory,
  describeOptions,
  type Factory,
  flag,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { type LeafNumbers, leafNumbers, withNumbers } from './leafNumbers.js'
import { divisorEps, nextNu } from './secondMoment.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment and of the average of rates, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0, added to the root. Default 1e-6. */
  eps: hyperparameter(ranges.nonNegative, 1e-6),
  /** ε >= 0, added inside the root. Default 0. */
  epsRoot: hyperparameter(ranges.nonNegative, 0),
  /** The largest difference of a settled rate from its average, >= 0. Default 1e-5. */
  atol: hyperparameter(ranges.nonNegative, 1e-5),
  /** This number times the rate is added to `atol`, >= 0. Default 1e-6. */
  rtol: hyperparameter(ranges.nonNegative, 1e-6),
  /** w >= 0, the decay of the parameters, times the rate. Default 0. */
  weightDecay: hyperparameter(ranges.nonNegative, 0),
  /** Whether the root is that of the largest second moment so far. Default false. */
  amsgrad: flag(false),
  /**
   * Whether SGD moves by the average m, as in the paper, or by m/(1 − β₁), as
   * `pytorch_optimizer.SWATS` with `nesterov`. Default true.
   */
  dampened: flag(true),
  /**
   * Whether squares and products are those of the updates or of the raw gradients. Default
   * 'updates'.
   */
  of: choice(['updates', 'grads'], 'updates'),
}

/** Options of {@link scaleBySwats}. */
export interface ScaleBySwatsOptions extends OptionsOf<typeof options> {}

const adam = { sgd: false }
const sgd = { sgd: true }

/** The average of rates of each leaf, and the rate of SGD; null while it is Adam. */
type Phase = LeafNumbers & { readonly count: number; readonly rate: number | null }

/**
 * SWATS: Adam that becomes SGD with momentum once the rate at which SGD would make the step of Adam
 * has settled.
 *
 * m = β₁ m + (1 − β₁) u; v = β₂ v + (1 − β₂) g²; p = m̂/(√(v̂ + ε_root) + ε); γ = ⟨p, p⟩/⟨p, g⟩; λ
 * = β₂ λ + (1 − β₂) γ; u' = p.
 *
 * A leaf has settled if λ̂ is positive and |λ̂ − γ| ≤ atol + rtol |γ|, but not in the first step;
 * hats are corrections of the bias. From the next step on u' = r m for all leaves, where r is the
 * λ̂ of the last leaf, in the order of names, that has settled, and m starts at 0 again. All rates
 * are multiples of the learning rate that follows. Here g is u, or the gradient if `of` is 'grads',
 * and ε is corrected with v. With `weightDecay` w the updates have w θ more, or w r θ.
 *
 * Inner products are over each leaf: one readback per step. State: two copies of the parameters,
 * three with `amsgrad`. Hyperparameters: `b1`, `b2`, `eps`, `epsRoot`, `atol`, `rtol`,
 * `weightDecay`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Keskar and Socher, arXiv 1712.07628; `pytorch_optimizer.SWATS`.
 *
 * @example
 * import { scaleBySwats } from '@momenta/transforms'
 *
 * scaleBySwats().map(({ name }) => name) // => ['scaleBySwats']
 */
export const scaleBySwats: Factory<ScaleBySwatsOptions, Transform> = defineFactory(
  'scaleBySwats',
  options,
  (given) => {
    const { amsgrad, dampened, of } = given
    /** The numbers of a step that both its sums and its body use. */
    const numbersOf = ({ count }: Phase, hyper: { readonly [name: string]: number }) => {
      const { b1 = 0, b2 = 0, eps = 0, epsRoot = 0 } = hyper
      const step = Math.sqrt(1 - b2 ** (count + 1)) / (1 - b1 ** (count + 1))
      return { b1, c1: 1 - b1, b2, c2: 1 - b2, step, eps: divisorEps(eps), epsRoot }
    }
    return describe({
      name: 'scaleBySwats',
      slots: {
        mu: 'zeros',
        nu: 'zeros',
        ...(amsgrad ? { nuMax: 'zeros' } : {}),
      } as { readonly [slot: string]: Slot },
      ...describeOptions(options, given),
      init: (leaves): Phase => ({ count: 0, rate: null, ...leafNumbers(leaves) }),
      accepts: ({ rate, byLeaf }: Phase) =>
        [rate, ...Object.values(byLeaf)].every((n) => n === null || typeof n === 'number'),
      reductions: {
        scalars: numbersOf,
        sums: (x, { updates: u, grads, slots, scalars: k }) => {
          const g = of === 'grads' ? grads : u
          const nu = nextNu(x, slots.nu as typeof u, g, k)
          const most = amsgrad ? x.max(slots.nuMax as typeof u, nu) : nu
          const mu = x.add(x.mul(k.b1, slots.mu as typeof u), x.mul(k.c1, u))
          const root = x.add(x.sqrt(x.add(most, k.epsRoot)), k.eps)
          const moved = x.div(x.mul(k.step, mu), root)
          return { along: x.mul(moved, g), squares: x.mul(moved, moved) }
        },
      },
      plan: (host: Phase, { names, sums }, hyper) => {
        const t = nextCount('scaleBySwats', host.count)
        const { b2 = 0, atol = 0, rtol = 0, weightDecay = 0 } = hyper
        const { step, ...numbers } = numbersOf(host, hyper)
        if (host.rate !== null) {
          const size = dampened ? host.rate : host.rate / numbers.c1
          const scalars = { ...numbers, step: size, keep: 1, decay: weightDecay * host.rate }
          return { next: { ...host, count: t }, plan: { scalars, variant: sgd } }
        }
        const found = names.map((name, i) => {
          const now = (sums.squares[i] as number) / (sums.along[i] as number)
          const old = host.byLeaf[name] ?? null
          if (!Number.isFinite(now)) return { average: old, rate: undefined }
          const average = b2 * (old ?? 0) + (1 - b2) * now
          const rate = average / (1 - b2 ** t)
          const settles = t > 1 && rate > 0 && Math.abs(rate - now) <= atol + rtol * Math.abs(now)
          return { average, rate: settles ? rate : undefined }
        })
        const rate = found.findLast((leaf) => leaf.rate !== undefined)?.rate ?? null
        const averages = withNumbers(
          names,
          found.map(({ average }) => average),
        )
        return {
          next: { count: t, rate, ...averages },
          plan: {
            scalars: { ...numbers, step, keep: rate === null ? 1 : 0, decay: weightDecay },
            variant: adam,
          },
        }
      },
      body: (x, { updates: u, grads, params, slots, scalars: k, variant }) => {
        const mu = x.add(x.mul(k.b1, slots.mu as typeof u), x.mul(k.c1, u))
        const moved = x.mul(k.step, mu)
        const decay = x.mul(k.decay, params)
        if (variant.sgd) return { updates: x.add(moved, decay), slots: { ...slots, mu } }
        const nu = nextNu(x, slots.nu as typeof u, of === 'grads' ? grads : u, k)
        const most = amsgrad ? x.max(slots.nuMax as typeof u, nu) : nu
        const root = x.add(x.sqrt(x.add(most, k.epsRoot)), k.eps)
        return {
          updates: x.add(x.div(moved, root), decay),
          slots: { mu: x.mul(k.keep, mu), nu, ...(amsgrad ? { nuMax: most } : {}) },
        }
      },
    })
  },
)
