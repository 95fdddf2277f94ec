import * as tf from '@tensorflow/tfjs-core'

/** A polynomial ½ zᵀA z + Σ qᵢ zᵢ⁴ of z = w − c with numbers of float32: on tensors, and what is right in float64. */
export interface Problem {
  readonly dim: number
  readonly w: Float64Array
  readonly params: { readonly [name: string]: tf.Tensor }
  /** Times a factor: the batch. */
  readonly loss: (params: never, factor: number) => tf.Scalar
  /** Nonlinear outputs y + r y³ of y = B z, for Gauss-Newton. */
  readonly outputs: (params: never) => tf.Tensor
  readonly value: (x: Float64Array) => number
  readonly gradient: (x: Float64Array) => Float64Array
  readonly hessian: readonly (readonly number[])[]
  /** 2 JᵀJ of the outputs. */
  readonly gaussNewton: readonly (readonly number[])[]
  /** Σ qᵢ */
  readonly quartic: number
  readonly isConvex: boolean
}

/** Uniform numbers in [0, 1), 24 bits, and normal ones. */
export const drawing = (seed: number) => {
  let state = seed
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state >>> 8) / 2 ** 24
  }
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  return { uniform, normal }
}

const square = (dim: number, of: (i: number, j: number) => number): number[][] =>
  Array.from({ length: dim }, (_, i) => Array.from({ length: dim }, (_, j) => of(i, j)))

/**
 * 1 to 5 parameters, each between 1e-6 and 2e6 in size: of mixed or of one scale, or about a tenth. The minimum lies about 1 away, or (a third of the problems that are
 * quadratic) about |w|. Curvatures between 0.1 and 10, some negative where there is a quartic.
 */
export const randomProblem = ({ uniform, normal }: ReturnType<typeof drawing>): Problem => {
  const dim = 1 + Math.floor(5 * uniform())
  const kind = Math.floor(3 * uniform())
  const exponent = () => -6 + 12 * uniform()
  const common = kind === 1 ? exponent() : -1
  const sized = () => (1 + uniform()) * 10 ** (kind === 0 ? exponent() : common)
  const w = Float64Array.from({ length: dim }, () =>
    Math.fround((uniform() < 0.5 ? -1 : 1) * sized()),
  )
  const hasQuartic = uniform() < 0.5
  const isFar = !hasQuartic && uniform() < 1 / 3
  const c = w.map((n) => Math.fround(n + normal() * (isFar ? Math.abs(n) : 1)))
  const factors = square(dim, normal)
  const isConvex = !hasQuartic || uniform() < 0.5
  const lambda = Array.from(
    { length: dim },
    () => 10 ** (-1 + 2 * uniform()) * (isConvex || uniform() < 0.5 ? 1 : -1),
  )
  const whole = square(dim, (i, j) =>
    Math.fround(
      lambda.reduce(
        (sum, l, k) =>
          sum +
          l * (factors[Math.max(i, j)]?.[k] as number) * (factors[Math.min(i, j)]?.[k] as number),
        0,
      ),
    ),
  )
  const a = (i: number, j: number) => whole[i]?.[j] as number
  const q = w.map((_, i) => (hasQuartic ? Math.fround((uniform() * Math.abs(a(i, i))) / 24) : 0))
  const r = Math.fround(hasQuartic ? 0.1 * uniform() : 0)
  const b = square(dim, () => Math.fround(normal()))
  const away = (x: Float64Array) => x.map((n, i) => n - (c[i] as number))
  const times = (m: readonly (readonly number[])[], z: Float64Array) =>
    Float64Array.from(m, (row) => row.reduce((sum, n, j) => sum + n * (z[j] as number), 0))
  const gradient = (x: Float64Array) => {
    const z = away(x)
    return times(whole, z).map((n, i) => n + 4 * (q[i] as number) * (z[i] as number) ** 3)
  }
  const value = (x: Float64Array) => {
    const z = away(x)
    return times(whole, z).reduce(
      (sum, n, i) => sum + ((z[i] as number) * n) / 2 + (q[i] as number) * (z[i] as number) ** 4,
      0,
    )
  }
  const here = away(w)
  const slopes = times(b, here).map((y) => 1 + 3 * r * y ** 2)
  const [tA, tB] = [tf.tensor2d(whole), tf.tensor2d(b)]
  const [tC, tQ] = [tf.tensor1d([...c]), tf.tensor1d([...q])]
  const isSplit = dim > 1 && uniform() < 0.5
  const params: { readonly [name: string]: tf.Tensor } = isSplit
    ? { first: tf.tensor1d([...w.subarray(0, 1)]), rest: tf.tensor1d([...w.subarray(1)]) }
    : { all: tf.tensor1d([...w]) }
  const z = (p: { readonly [name: string]: tf.Tensor }) =>
    tf.sub(
      isSplit ? tf.concat([p.first as tf.Tensor, p.rest as tf.Tensor]) : (p.all as tf.Tensor),
      tC,
    )
  const product = (m: tf.Tensor2D, v: tf.Tensor) =>
    tf.reshape(tf.matMul(m, tf.reshape(v, [dim, 1])), [dim])
  return {
    dim,
    w,
    params,
    loss: (p, factor) => {
      const v = z(p)
      const half = tf.mul(0.5, tf.sum(tf.mul(v, product(tA, v))))
      const rest = tf.sum(tf.mul(tQ, tf.square(tf.square(v))))
      return tf.mul(factor, tf.add(half, rest)) as tf.Scalar
    },
    outputs: (p) => {
      const y = product(tB, z(p))
      return tf.add(y, tf.mul(r, tf.mul(y, tf.square(y))))
    },
    value,
    gradient,
    hessian: square(
      dim,
      (i, j) => a(i, j) + (i === j ? 12 * (q[i] as number) * (here[i] as number) ** 2 : 0),
    ),
    gaussNewton: square(dim, (i, j) =>
      b.reduce(
        (sum, row, k) =>
          sum + 2 * (slopes[k] as number) ** 2 * (row[i] as number) * (row[j] as number),
        0,
      ),
    ),
    quartic: q.reduce((sum, n) => sum + n, 0),
    isConvex,
  }
}
