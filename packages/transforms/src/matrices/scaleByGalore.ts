import { describeWhole, type Slot, type Transform } from '@momenta/core'
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
import { type LeafSteps, leafSteps, planLeafSteps } from '../scaling/leafSteps.js'
import { divisorEps } from '../scaling/secondMoment.js'
import { leadingVectors, lengthsOf, upright } from './lowRank.js'
import { limitedResidual } from './residual.js'

const options = {
  /** The number of singular vectors, a positive integer. Default 128. */
  rank: number(ranges.positiveCount, 128),
  /** The vectors are computed in every such step, a positive integer. Default 200. */
  every: number(ranges.positiveCount, 200),
  /** Multiplies what is projected back, a finite number. Default 0.25. */
  scale: hyperparameter(ranges.finite, 0.25),
  /**
   * Whether the part of the gradient outside the subspace is added, scaled as Adam scales the part
   * in it. Default false.
   */
  residual: flag(false),
  /**
   * Whether it averages the projected gradients itself, or the updates are an average of gradients.
   * Default true.
   */
  averages: flag(true),
  /** β₁ of that average, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂ of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0, outside the uncorrected root. Default 1e-6. */
  eps: hyperparameter(ranges.nonNegative, 1e-6),
  /**
   * Whether the second moment is that of the updates or of the raw gradients. Default 'updates'.
   */
  of: choice(['updates', 'grads'], 'updates'),
  /**
   * Whether the singular vectors are those of the updates or of the raw gradients. Default
   * 'updates'.
   */
  vectorsOf: choice(['updates', 'grads'], 'updates'),
}

/** Options of {@link scaleByGalore}. */
export interface ScaleByGaloreOptions extends OptionsOf<typeof options> {}

/**
 * GaLore: Adam in the subspace of the leading singular vectors of the gradient. For a matrix G with
 * at least as many rows as columns and the r leading right singular vectors Q of an earlier
 * gradient, R = G Q, m and v are the moments of R, N = m̂/(√v̂ + ε), and U' = scale N Qᵀ. Of a
 * matrix with more columns than rows it uses the left vectors.
 *
 * With `residual` it is Fira: U' = scale N Qᵀ + φ (G − scale R Qᵀ), φ = ‖N‖/‖R‖ for each row of R,
 * and the norm of the second summand grows at most by 1 % a step.
 *
 * With `averages` false and `vectorsOf` 'updates' after an average of gradients, and `rank` as long
 * as an axis, it is Conda.
 *
 * When Q changes, m and v stay as they are; each vector has the sign that agrees with the one
 * before. Leaves whose number of axes is not two are unchanged. Vectors are computed in float64 on
 * the host, with work cubic in the length of the shorter axis; if the gradient is not finite, the
 * updates are NaN. State: for a leaf of m rows and n columns, n <= m, 2 m r + n r numbers.
 * Hyperparameters: `scale`, `b1`, `b2`, `eps`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type. From a step: Error if the backend cannot be read synchronously.
 *
 * Source: Zhao et al., arXiv 2403.03507; Chen et al., arXiv 2410.01623; `pytorch_optimizer.GaLore`,
 * `pytorch_optimizer.Fira`.
 *
 * @example
 * import { scaleByGalore } from '@momenta/transforms'
 *
 * scaleByGalore({ rank: 4 }).map(({ name }) => name) // => ['scaleByGalore']
 */
export const scaleByGalore: Factory<ScaleByGaloreOptions, Transform> = defineFactory(
  'scaleByGalore',
  options,
  (given) => {
    const { rank, every, residual, averages, of, vectorsOf } = given
    const low = (leaf: readonly number[]): readonly number[] => {
      const [long, short] = lengthsOf(leaf)
      return [long, Math.min(rank, short)]
    }
    const basis = (leaf: readonly number[]): readonly number[] => {
      const [, short] = lengthsOf(leaf)
      return [short, Math.min(rank, short)]
    }
    return describeWhole({
      name: 'scaleByGalore',
      role: 'preconditioner',
      only: (_, shape) => shape.length === 2 && !shape.includes(0),
      slots: {
        ...(averages ? { mu: { fill: 0, shape: low } } : {}),
        nu: { fill: 0, shape: low },
        basis: { fill: 0, shape: basis },
        ...(residual ? { norm: { fill: 0, shape: () => [] } } : {}),
      } as { readonly [slot: string]: Slot },
      ...describeOptions(options, given),
      init: leafSteps,
      plan: (host: LeafSteps, { names }, { scale = 0, b1 = 0, b2 = 0, eps = 0 }) => {
        const own = averages ? b1 : 0
        const scalars = { scale, b1: own, c1: 1 - own, b2, c2: 1 - b2, eps: divisorEps(eps) }
        return planLeafSteps('scaleByGalore', host, names, (t) => ({
          scalars: { ...scalars, correction: Math.sqrt(1 - b2 ** t) / (1 - own ** t) },
          variant: { first: t === 1, turns: t === 1 || t % every === 0 },
        }))
      },
      leaf: (x, { updates: u, grads, slots, scalars: k, variant }) => {
        type A = typeof u
        const s = slots as { readonly [slot: string]: A }
        const [rows = 0, columns = 0] = x.shapeOf(u)
        const gradient = upright(x, of === 'grads' ? grads : u)
        const source = upright(x, vectorsOf === 'grads' ? grads : u)
        const vectors = variant.turns ? leadingVectors(x, source, s.basis as A) : (s.basis as A)
        const back = (a: A) => x.mul(k.scale, x.matmul(a, x.transpose(vectors)))
        const projected = x.matmul(gradient, vectors)
        const first = averages ? projected : x.matmul(upright(x, u), vectors)
        const m = averages ? x.add(x.mul(k.b1, s.mu as A), x.mul(k.c1, first)) : first
        const v = x.add(x.mul(k.b2, s.nu as A), x.mul(k.c2, x.mul(projected, projected)))
        const n = x.div(m, x.add(x.sqrt(v), k.eps))
        const rest = residual
          ? limitedResidual(
              x,
              { whole: x.sub(gradient, back(projected)), low: projected, scaled: n },
              variant.first ? undefined : (s.norm as A),
            )
          : undefined
        const sum = rest === undefined ? back(n) : x.add(back(n), rest.residual)
        const direction = x.mul(k.correction, sum)
        return {
          updates: rows < columns ? x.transpose(direction) : direction,
          slots: {
            ...(averages ? { mu: m } : {}),
            nu: v,
            basis: vectors,
            ...(rest === undefined ? {} : { norm: rest.norm }),
          },
        }
      },
    })
  },
)
