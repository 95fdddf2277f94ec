import { dense, type Evaluated, type Objective, objectiveOf } from '@momenta/probes'
import { dot } from './vectors.js'

/** Pseudo-random numbers in (-1, 1). */
export const numbers = (count: number, seed = 1): Float64Array => {
  let state = seed
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 31 - 1
  })
}

export const rowsOf = (flat: Float64Array, width: number) =>
  Array.from({ length: flat.length / width }, (_, i) => flat.subarray(i * width, (i + 1) * width))

/** Least squares of samples, the mean of (x w − y)². */
export const leastSquares = (xs: readonly Float64Array[], ys: ArrayLike<number>) => {
  const evaluate =
    (from: number, to: number) =>
    (w: Float64Array): Evaluated => {
      const gradient = new Float64Array(w.length)
      let value = 0
      for (let i = from; i < to; i++) {
        const x = xs[i] as Float64Array
        const r = dot(x, w) - (ys[i] as number)
        value += (r * r) / (to - from)
        for (const [j, n] of x.entries())
          gradient[j] = (gradient[j] as number) + (2 * r * n) / (to - from)
      }
      return { value, gradient }
    }
  return evaluate
}

export const xs = rowsOf(numbers(13 * 4), 4)

export const ys = numbers(13, 9)

export const regression = (sizes: readonly number[], point = numbers(4, 5)): Objective => {
  let from = 0
  return objectiveOf({
    point,
    batches: sizes.map((size) => {
      const gradient = leastSquares(xs, ys)(from, from + size)
      from += size
      return { size, gradient }
    }),
  })
}

/** (2/n) XᵀX */
export const exact = dense(
  Array.from({ length: 4 }, (_, i) =>
    Array.from(
      { length: 4 },
      (_, j) => (2 / 13) * xs.reduce((sum, x) => sum + (x[i] as number) * (x[j] as number), 0),
    ),
  ),
)

/** A linear model of 3 inputs and k outputs as a Gauss-Newton model; kernel [in, out]. */
export const linear = (
  inputs: readonly Float64Array[],
  k: number,
  point: Float64Array,
  sizes: readonly number[],
) => {
  let from = 0
  return {
    point,
    batches: sizes.map((size) => {
      const batch = inputs.slice(from, from + size)
      from += size
      return {
        size,
        outputs: (w: Float64Array) =>
          Float64Array.from(
            batch.flatMap((x) =>
              Array.from({ length: k }, (_, c) =>
                x.reduce((sum, n, i) => sum + n * (w[i * k + c] as number), 0),
              ),
            ),
          ),
        pullback: (w: Float64Array, u: Float64Array) =>
          w.map((_, j) =>
            batch.reduce(
              (sum, x, s) =>
                sum + (x[Math.floor(j / k)] as number) * (u[s * k + (j % k)] as number),
              0,
            ),
          ),
      }
    }),
    provenance: {
      how: 'model',
      step: null,
      dtype: 'float64',
      backend: 'js',
      samples: inputs.length,
      hash: null,
    } as const,
  }
}
