import { describe, leafSeeds, nextCount, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hashIntegers,
  hyperparameter,
  number,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { type LeafNumbers, leafNumbers, withNumbers } from '../scaling/leafNumbers.js'

const options = {
  /** The probability that the updates of a leaf are kept, in [0, 1]. Default 0.5. */
  probability: hyperparameter(ranges.unit, 0.5),
  /** τ > 0, the temperature of the sigmoid. Default 2. */
  temperature: hyperparameter(ranges.positive, 2),
  /** β, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** The decay of the alignment, in [0, 1). Default 0.9. */
  decay: hyperparameter(ranges.decay, 0.9),
  /** A non-negative integer; the masks are a function of it. Default 0. */
  seed: number(ranges.count, 0),
}

/** Options of {@link maskByAlignment}. */
export interface MaskByAlignmentOptions extends OptionsOf<typeof options> {}

/** The alignment of each leaf, null before the first step. */
type Alignments = LeafNumbers & { readonly count: number }

/** The smallest norm that a cosine divides by. */
const least = 1e-8

/**
 * Magma, the last part of a chain: in each step the updates of a leaf are 0 with probability 1 − p,
 * else multiplied by a: u' = a u; a = d a + (1 − d)/(1 + exp(−cos(m, g)/τ)), m = β m + (1 − β) g
 * the momentum of its gradients.
 *
 * All parts before it continue as without a mask. The mask is a pure function of the seed, the step
 * and the name of the leaf, so a run can be repeated and resumed. In float32 squares of gradients
 * above 1e18 overflow, and the updates of their leaf are NaN, as for gradients that are not finite.
 * State: one copy of the parameters. Hyperparameters: `probability`, `temperature`, `b1`, `decay`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: arXiv 2602.15322; `pytorch_optimizer.Magma`, which draws other masks.
 *
 * @example
 * import { maskByAlignment } from '@momenta/transforms'
 *
 * maskByAlignment().map(({ name }) => name) // => ['maskByAlignment']
 */
export const maskByAlignment: Factory<MaskByAlignmentOptions, Transform> = defineFactory(
  'maskByAlignment',
  options,
  (given) =>
    describe({
      name: 'maskByAlignment',
      slots: { mu: 'zeros' },
      ...describeOptions(options, given),
      init: (leaves): Alignments => ({ count: 0, ...leafNumbers(leaves) }),
      reductions: {
        scalars: (_: Alignments, { b1 = 0 }) => ({ b1, c1: 1 - b1 }),
        sums: (x, { grads: g, slots: s, scalars: k }) => {
          const mu = x.add(x.mul(k.b1, s.mu), x.mul(k.c1, g))
          return { inner: x.mul(mu, g), moments: x.mul(mu, mu), squares: x.mul(g, g) }
        },
      },
      plan: ({ count, byLeaf }: Alignments, { names, sums }, hyper) => {
        const { probability = 0, temperature = 1, b1 = 0, decay = 0 } = hyper
        const named = names.map((name) => ({ name }))
        const leaves = leafSeeds(named, given.seed, count).map((seed, i) => {
          const length = (of: readonly number[]) => Math.max(Math.sqrt(of[i] as number), least)
          const cosine = (sums.inner[i] as number) / (length(sums.moments) * length(sums.squares))
          const old = byLeaf[names[i] as string] ?? null
          const target = 1 / (1 + Math.exp(-cosine / temperature))
          const next = decay * (old ?? 1) + (1 - decay) * target
          const isKept = (hashIntegers(...seed, 2) >>> 0) / 2 ** 32 < probability
          return { old, next, isKept }
        })
        return {
          next: {
            count: nextCount('maskByAlignment', count),
            // a host state is JSON, which has no NaN
            ...withNumbers(
              names,
              leaves.map(({ old, next }) => (Number.isNaN(next) ? old : next)),
            ),
          },
          plan: leaves.map(({ next, isKept }) => ({
            scalars: { b1, c1: 1 - b1, factor: isKept || Number.isNaN(next) ? next : 0 },
          })),
        }
      },
      body: (x, { updates: u, grads: g, slots: s, scalars: k }) => ({
        updates: x.mul(k.factor, u),
        slots: { mu: x.add(x.mul(k.b1, s.mu), x.mul(k.c1, g)) },
      }),
    }),
)
