import { describeWhole, type Matrix } from '@momenta/core'
import type { Rule } from './Rule.js'
import { combined, product, type Rows, rowsOf, transposed } from './rows.js'

const [step, tiny] = [0.1, 2 ** -1022]

const norm = (row: readonly number[]): number => Math.hypot(...row)

/** The index of the maximum. */
const largest = (values: readonly number[]): number => values.indexOf(Math.max(...values))

/** A lower bound of the largest singular value. */
const lowerBound = (matrix: Rows): number => {
  const most = Math.max(...matrix.flat().map(Math.abs)) || 1
  const a = matrix.map((row) => row.map((x) => x / most))
  const square = a.map((row) => row.map((x) => x * x))
  const sums = (rows: Rows) => rows.map((row) => row.reduce((sum, x) => sum + x, 0))
  const [columns, rows] = [sums(transposed(square)), sums(square)]
  const byColumn = Math.max(...columns) > Math.max(...rows)
  const one = byColumn
    ? product([transposed(a)[largest(columns)] as readonly number[]], a)
    : product([a[largest(rows)] as readonly number[]], transposed(a))
  const [direction = []] = one
  const unit = direction.map((x) => x / Math.max(norm(direction), tiny))
  return most * norm(product([unit], byColumn ? transposed(a) : a)[0] ?? [])
}

/** X with X Q = B for an upper triangular Q. */
const dividedRight = (b: Rows, q: Rows): Rows =>
  b.map((row) => {
    const x: number[] = []
    for (const [j, value] of row.entries()) {
      const known = x.reduce(
        (sum, xi, i) => sum + xi * ((q[i] as readonly number[])[j] as number),
        0,
      )
      x.push((value - known) / ((q[j] as readonly number[])[j] as number))
    }
    return x
  })

/** A factor after a step towards A Aᵀ = B Bᵀ. */
const turned = (q: Rows, a: Rows, b: Rows): Rows => {
  const [one, two] = [product(a, transposed(a)), product(b, transposed(b))]
  const size = lowerBound(combined(1, one, 1, two)) + tiny
  const upper = combined(step, one, -step, two).map((row, i) =>
    row.map((x, j) => (j < i ? 0 : x / size)),
  )
  return combined(1, q, -1, product(upper, q))
}

/** The factor of a vector, by elements. */
const turnedElements = (q: readonly number[], g: readonly number[], v: readonly number[]) => {
  const terms = q.map((x, i) => [(x * (g[i] ?? 0)) ** 2, ((v[i] ?? 0) / x) ** 2] as const)
  const size = Math.max(...terms.map(([one, two]) => Math.abs(one + two))) + tiny
  return q.map((x, i) => {
    const [one = 0, two = 0] = terms[i] ?? []
    return x - ((one - two) * step * x) / size
  })
}

const matrix = (rows: Rows): Matrix => ({
  shape: [rows.length, rows[0]?.length ?? 0],
  values: Float64Array.from(rows.flat()),
})

const identityOf = (n: number): Rows =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)))

/** The factors after a step, from those before, a gradient and a random direction. */
const nextFactors = (g: Rows, v: Rows, left: Rows, right: Rows): readonly [Rows, Rows] => {
  const a = product(product(left, g), transposed(right))
  const b = dividedRight(transposed(dividedRight(transposed(v), left)), right)
  return [turned(left, a, b), turned(right, transposed(a), transposed(b))]
}

/**
 * PSGD Kron of vectors and matrices. The random directions are those that the reference drew, in
 * the file.
 */
export const kron: Rule = (o) => {
  if (o.number('balance_prob') !== 0) throw new RangeError('balance_prob: only 0 is replayed')
  if (o.optional('memory_save_mode') !== undefined || o.number('min_ndim_triangular') !== 2)
    throw new RangeError('memory_save_mode, min_ndim_triangular: only null and 2 are replayed')
  o.ignore('max_size_triangular', 'pre_conditioner_update_probability')
  const draws = o.value('draws') as Rows
  const [lr, mu, lambda] = [o.number('lr'), o.number('momentum'), o.number('weight_decay')]
  const [decoupled, into] = [o.flag('weight_decouple'), o.flag('momentum_into_precondition_update')]
  const factor = (axis: 0 | 1) => ({
    fill: 1,
    shape: (leaf: readonly number[]) =>
      leaf.length < 2 ? [axis === 0 ? (leaf[0] ?? 1) : 1, 1] : [leaf[axis] ?? 1, leaf[axis] ?? 1],
  })
  return describeWhole({
    name: 'kron',
    slots: { mu: 'zeros', left: factor(0), right: factor(1) },
    hyper: {},
    init: () => 0,
    plan: (count: number, { names }) => ({
      next: count + 1,
      plan: names.map((_, i) => ({
        scalars: {
          ...{ mu, rest: 1 - mu, correct: 1 / (1 - mu ** (count + 1)), lr, lambda },
          draw: draws[count * names.length + i] ?? [],
        },
        variant: { first: count === 0 },
      })),
    }),
    leaf: (x, { updates: u, params: p, slots: s, scalars: k, variant }) => {
      const shape = x.shapeOf(u)
      const isVector = shape.length < 2
      const decay = isVector ? x.of(0) : k.lambda
      const g = decoupled ? u : x.add(u, x.mul(decay, p))
      const average = x.add(x.mul(k.mu, s.mu), x.mul(k.rest, g))
      const momentum = x.mul(k.correct, average)
      const source = x.reshape(into ? momentum : g, isVector ? [shape[0] ?? 1, 1] : shape)
      const inputs = [source, s.left, s.right, ...k.draw]
      const [left, right] = x.onHost(inputs, ([gradient, one, two, ...draw]) => {
        const [a = [], old = [], other = []] = [gradient, one, two].map((m) => (m ? rowsOf(m) : []))
        const numbers = draw.map(({ values }) => values[0] ?? 0)
        if (isVector) {
          const next = turnedElements(old.flat(), a.flat(), numbers)
          return [matrix(next.map((q) => [q])), matrix(other)]
        }
        const columns = a[0]?.length ?? 0
        const v = a.map((_, i) => numbers.slice(i * columns, (i + 1) * columns))
        const [l, r] = variant.first ? [identityOf(a.length), identityOf(columns)] : [old, other]
        return nextFactors(a, v, l, r).map(matrix)
      }) as [typeof u, typeof u]
      const gram = (q: typeof u) => x.matmul(x.transpose(q), q)
      const scaled = isVector
        ? x.mul(x.reshape(x.mul(left, left), shape), momentum)
        : x.matmul(x.matmul(gram(left), momentum), gram(right))
      const size = shape.reduce((all, n) => all * n, 1)
      const rms = x.div(x.norm(scaled), x.of(Math.sqrt(size)))
      const shorter = x.min(x.div(x.of(1.1), x.add(rms, x.of(1e-6))), x.of(1))
      const direction = x.mul(shorter, scaled)
      const out = decoupled ? x.add(direction, x.mul(decay, p)) : direction
      return { updates: x.neg(x.mul(k.lr, out)), slots: { mu: average, left, right } }
    },
  })
}
