import { describeWhole, type Transform } from '@momenta/core'
import {
  choice,
  defineFactory,
  describeOptions,
  type Factory,
  flag,
  hyperparameter,
  number,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { drawn, type Seed, seedsOf } from '../noise/drawn.js'
import { countLeafSteps, type LeafSteps, leafSteps } from '../scaling/leafSteps.js'
import { divisorEps, nextNu } from '../scaling/secondMoment.js'
import { lengthsOf, upright } from './lowRank.js'

const options = {
  /** r, the number of random vectors, a positive integer. Default 256. */
  rank: number(ranges.positiveCount, 256),
  /** The vectors are drawn in every such step, a positive integer. Default 200. */
  every: number(ranges.positiveCount, 200),
  /** Its root multiplies the updates, >= 0. Default 1. */
  scale: hyperparameter(ranges.nonNegative, 1),
  /** Whether each row of the longer axis has a factor of its own, or the matrix. Default 'row'. */
  factors: choice(['row', 'matrix'], 'row'),
  /**
   * What the factors multiply: the gradient, as in the paper, or its projection, which is projected
   * back and multiplied by `scale` once more, as in `pytorch_optimizer.APOLLO`. Default 'gradient'.
   */
  scaled: choice(['gradient', 'projection'], 'gradient'),
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0, outside the uncorrected root. Default 1e-6. */
  eps: hyperparameter(ranges.nonNegative, 1e-6),
  /** Whether the moments are corrected for their bias. Default true. */
  debias: flag(true),
  /** A non-negative integer; the vectors are a function of it. Default 0. */
  seed: number(ranges.count, 0),
  /**
   * Whether the second moment is that of the updates or of the raw gradients. Default 'updates'.
   */
  of: choice(['updates', 'grads'], 'updates'),
}

/** Options of {@link scaleByApollo}. */
export interface ScaleByApolloOptions extends OptionsOf<typeof options> {}

/** Added to norms that are divisors, and the largest growth of the norm in a step. */
const [tiny, growth] = [1e-8, 1.01]

/**
 * APOLLO: the gradient with the length that Adam has in a random subspace. For a matrix G with at
 * least as many rows as columns and r random vectors Q, with elements from N(0, 1/r): R = G Q, m
 * and v are the moments of R, N = m̂/(√v̂ + ε), φ = ‖N‖/‖R‖ for each row, and U' = √scale φ G.
 *
 * Of a matrix with more columns than rows it uses the transpose. The norm of φ G grows at most by 1
 * % a step. When Q changes, m and v stay as they are. Leaves whose number of axes is not two are
 * unchanged.
 *
 * Q is a pure function of the seed, the step, and the name and shape of the leaf: the numbers of
 * `standardNormal`, drawn on the host. State: for a leaf of m rows and n columns, n <= m, 2 m r + n
 * r numbers. Hyperparameters: `scale`, `b1`, `b2`, `eps`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Zhu et al., arXiv 2412.05270; `pytorch_optimizer.APOLLO`, which draws other numbers.
 *
 * @example
 * import { scaleByApollo } from '@momenta/transforms'
 *
 * scaleByApollo({ rank: 4 }).map(({ name }) => name) // => ['scaleByApollo']
 */
export const scaleByApollo: Factory<ScaleByApolloOptions, Transform> = defineFactory(
  'scaleByApollo',
  options,
  (given) => {
    const { rank, every, factors, scaled, debias, of } = given
    const low = (leaf: readonly number[]) => [lengthsOf(leaf)[0], rank]
    return describeWhole({
      name: 'scaleByApollo',
      role: 'preconditioner',
      only: (_, shape) => shape.length === 2 && !shape.includes(0),
      slots: {
        mu: { fill: 0, shape: low },
        nu: { fill: 0, shape: low },
        vectors: { fill: 0, shape: (leaf) => [lengthsOf(leaf)[1], rank] },
        norm: { fill: 0, shape: () => [] },
      },
      ...describeOptions(options, given),
      init: leafSteps,
      plan: (host: LeafSteps, { names }, { scale = 0, b1 = 0, b2 = 0, eps = 0 }) => {
        const { next, steps } = countLeafSteps('scaleByApollo', host, names)
        const scalars = { b1, c1: 1 - b1, b2, c2: 1 - b2, eps: divisorEps(eps) }
        const plan = names.map((name, i) => {
          const t = steps[i] as number
          const correction = debias ? Math.sqrt(1 - b2 ** t) / (1 - b1 ** t) : 1
          const factor = correction * Math.sqrt(scale) * (scaled === 'gradient' ? 1 : scale)
          const [seed] = seedsOf([name], given.seed, t - 1) as [Seed<number>]
          return {
            scalars: { ...scalars, factor, ...seed },
            variant: { first: t === 1, turns: t === 1 || t % every === 0 },
          }
        })
        return { next, plan }
      },
      leaf: (x, { updates: u, grads, slots: s, scalars: k, variant }) => {
        type A = typeof u
        const [rows = 0, columns = 0] = x.shapeOf(u)
        const [, short] = lengthsOf([rows, columns])
        const vectors = variant.turns
          ? x.mul(x.of(1 / Math.sqrt(rank)), drawn(x, k, [short, rank]))
          : s.vectors
        const gradient = upright(x, u)
        const inside = x.matmul(gradient, vectors)
        const own = of === 'grads' ? x.matmul(upright(x, grads), vectors) : inside
        const mu = x.add(x.mul(k.b1, s.mu), x.mul(k.c1, inside))
        const nu = nextNu(x, s.nu, own, k)
        const adam = x.div(mu, x.add(x.sqrt(nu), k.eps))
        const lengths = (a: A) =>
          factors === 'matrix' ? x.norm(a) : x.sqrt(x.sumOver(x.mul(a, a), [1]))
        const factor = x.div(lengths(adam), x.add(lengths(own), x.of(tiny)))
        const longer = x.mul(factor, scaled === 'gradient' ? gradient : inside)
        const norm = x.norm(longer)
        const grown = x.div(x.div(norm, x.add(s.norm, x.of(tiny))), x.of(growth))
        const limit = variant.first ? x.of(1) : x.max(grown, x.of(1))
        const shorter = x.mul(k.factor, x.div(longer, limit))
        const direction = scaled === 'gradient' ? shorter : x.matmul(shorter, x.transpose(vectors))
        return {
          updates: rows < columns ? x.transpose(direction) : direction,
          slots: { mu, nu, vectors, norm: x.div(norm, limit) },
        }
      },
    })
  },
)
