import { describeWhole, nextCount, type Transform } from '@momenta/core'
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
import { drawn, seedsOf } from '../noise/drawn.js'
import { dividedRight, transposedMatrix, upperShare } from './triangular.js'

const options = {
  /** η >= 0, the learning rate of the factors. Default 0.1. */
  factorRate: hyperparameter(ranges.nonNegative, 0.1),
  /**
   * The least share of steps that change the factors, in (0, 1]: all of the first 500 do, and then
   * exponentially fewer. Default 0.03.
   */
  share: number(ranges.divisor, 0.03),
  /** The largest root mean square of the updates of a leaf, > 0. Default 1.1. */
  maxRms: hyperparameter(ranges.positive, 1.1),
  /** Longer axes have a diagonal factor, a positive integer. Default 1024. */
  maxSize: number(ranges.positiveCount, 1024),
  /** A non-negative integer; the random directions are a function of it. Default 0. */
  seed: number(ranges.count, 0),
  /** Whether the factors are those of the updates or of the raw gradients. Default 'updates'. */
  of: choice(['updates', 'grads'], 'updates'),
}

/** Options of {@link scaleByKron}. */
export interface ScaleByKronOptions extends OptionsOf<typeof options> {}

/** The number of steps, and how many have passed since the factors changed. */
type Updates = { readonly count: number; readonly since: number }

/** The smallest normal number of float32. */
const least = 2 ** -126

/** The share of steps that change the factors, after that many steps. */
const shareAfter = (count: number, share: number): number =>
  Math.min(1, Math.max(share, Math.exp(-1e-3 * (count - 500))))

/** A leaf as a matrix whose columns are its last axis; a vector is one column. */
const matrixShape = (leaf: readonly number[]): readonly [number, number] => {
  const size = leaf.reduce((product, n) => product * n, 1)
  const columns = leaf.length < 2 ? 1 : (leaf.at(-1) as number)
  return [size / columns, columns]
}

/**
 * PSGD with Kronecker factors: the preconditioner Qᵀ Q ⊗ Pᵀ P that whitens the gradient, with upper
 * triangular factors Q and P, the identity at first. For a matrix G and a random V, with elements
 * from N(0, 1): A = Q G Pᵀ; B = Q⁻ᵀ V P⁻¹; Q' = Q − η triu(A Aᵀ − B Bᵀ) Q/‖A Aᵀ + B Bᵀ‖; P' = P − η
 * triu(Aᵀ A − Bᵀ B) P/‖Aᵀ A + Bᵀ B‖; U' = Q'ᵀ Q' U P'ᵀ P', divided so that its root mean square is
 * at most `maxRms`.
 *
 * Norms are replaced by lower bounds. A vector has one factor, a diagonal, as have axes longer than
 * `maxSize` and those of length 1; of more than two axes all but the last are one. A leaf whose
 * gradient is 0 keeps its factors. If a gradient is not finite, the factors are NaN from then on.
 *
 * V is a pure function of the seed, the step, and the name and size of the leaf, drawn on the host,
 * where the triangular systems are solved, with work cubic in the length of an axis. State: a
 * square matrix for each axis. Hyperparameters: `factorRate`, `maxRms`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type. From a step: Error if the backend cannot be read synchronously.
 *
 * Source: Li, arXiv 1512.04202; `pytorch_optimizer.Kron`, which draws other numbers, and whose
 * balancing of the factors changes no step.
 *
 * @example
 * import { scaleByKron } from '@momenta/transforms'
 *
 * scaleByKron().map(({ name }) => name) // => ['scaleByKron']
 */
export const scaleByKron: Factory<ScaleByKronOptions, Transform> = defineFactory(
  'scaleByKron',
  options,
  (given) => {
    const isDiagonal = (leaf: readonly number[], axis: 0 | 1): boolean => {
      const n = matrixShape(leaf)[axis]
      return leaf.length < 2 || n === 1 || n > given.maxSize
    }
    /** A factor without the identity, so that a leaf which is added later has that at first. */
    const slotOf = (axis: 0 | 1) => ({
      fill: 0,
      shape: (leaf: readonly number[]) => {
        const n = matrixShape(leaf)[axis]
        return isDiagonal(leaf, axis) ? [n, 1] : [n, n]
      },
    })
    return describeWhole({
      name: 'scaleByKron',
      role: 'preconditioner',
      only: (_, shape) => !shape.includes(0),
      slots: { left: slotOf(0), right: slotOf(1) },
      ...describeOptions(options, given),
      init: (): Updates => ({ count: 0, since: 0 }),
      plan: ({ count, since }: Updates, { names }, hyper) => {
        const { factorRate = 0, maxRms = 1 } = hyper
        const turns = since + 1 >= 1 / shareAfter(count, given.share)
        return {
          next: { count: nextCount('scaleByKron', count), since: turns ? 0 : since + 1 },
          plan: seedsOf(names, given.seed, count).map((seed) => ({
            scalars: { factorRate, maxRms, ...seed },
            variant: { turns },
          })),
        }
      },
      leaf: (x, { updates: u, grads, slots: s, scalars: k, variant }) => {
        type A = typeof u
        const leaf = x.shapeOf(u)
        const [rows, columns] = matrixShape(leaf)
        const diagonal = [isDiagonal(leaf, 0), isDiagonal(leaf, 1)] as const
        const { left, right } = s
        const onRows = (a: A, factor: A, axis: 0 | 1, turned: boolean): A =>
          x.add(
            a,
            diagonal[axis] ? x.mul(factor, a) : x.matmul(turned ? x.transpose(factor) : factor, a),
          )
        /** A matrix times both factors, or their transposes. */
        const along = (a: A, l: A, r: A, turned = false): A =>
          x.transpose(onRows(x.transpose(onRows(a, l, 0, turned)), r, 1, turned))
        /** The factor after a step towards equal products of the rows of a and b. */
        const turned = (factor: A, a: A, b: A, axis: 0 | 1): A => {
          if (leaf.length < 2 && axis === 1) return factor
          const products = (c: A) =>
            diagonal[axis] ? x.sumOver(x.mul(c, c), [1]) : x.matmul(c, x.transpose(c))
          const [one, two] = [products(a), products(b)]
          const [difference, sum] = [x.sub(one, two), x.add(one, two)]
          const share = diagonal[axis]
            ? x.div(difference, x.add(x.maxOver(sum, [0, 1]), x.of(least)))
            : (x.onHost([difference, sum], ([d, e]) =>
                d && e ? [upperShare(d, e, least)] : [],
              )[0] as A)
          const inside = diagonal[axis] ? x.mul(share, factor) : x.matmul(share, factor)
          const change = x.add(share, inside)
          return x.sub(factor, x.mul(x.mul(k.factorRate, x.sign(x.norm(a))), change))
        }
        const factors = (): readonly [A, A] => {
          const source = x.reshape(given.of === 'grads' ? grads : u, [rows, columns])
          const a = along(source, left, right)
          const [b] = x.onHost([drawn(x, k, [rows, columns]), left, right], ([v, l, r]) => {
            if (v === undefined || l === undefined || r === undefined) return []
            const over = (m: typeof v, q: typeof v, axis: 0 | 1) =>
              diagonal[axis]
                ? {
                    shape: m.shape,
                    values: m.values.map(
                      (n, i) => n / (1 + (q.values[i % q.values.length] as number)),
                    ),
                  }
                : dividedRight(m, q)
            return [over(transposedMatrix(over(transposedMatrix(v), l, 0)), r, 1)]
          }) as [A]
          // their common size does not matter, and squares of large numbers overflow in float32
          const size = x.max(x.max(x.norm(a), x.norm(b)), x.of(least))
          const [one, two] = [x.div(a, size), x.div(b, size)]
          return [turned(left, one, two, 0), turned(right, x.transpose(one), x.transpose(two), 1)]
        }
        const [q, p] = variant.turns ? factors() : [left, right]
        const scaled = along(along(x.reshape(u, [rows, columns]), q, p), q, p, true)
        const rms = x.div(x.norm(scaled), x.of(Math.sqrt(rows * columns)))
        const shorter = x.min(x.div(k.maxRms, x.add(rms, x.of(1e-6))), x.of(1))
        return { updates: x.reshape(x.mul(shorter, scaled), leaf), slots: { left: q, right: p } }
      },
    })
  },
)
