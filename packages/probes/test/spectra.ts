import type { Operator } from '@momenta/probes'

/** The spectra that the methods were compared on, n = 400: a bulk is 0.05 u, u in (0, 1). */
const bulk = (count: number) => Array.from({ length: count }, (_, i) => (0.05 * (i + 0.5)) / count)
export const spectra = {
  outliers: [10, 6, 4, 3, -1.5, ...bulk(395)],
  close: [10, 9.9, ...bulk(398)],
  negative: [10, -12, ...bulk(398)],
  power: Array.from({ length: 400 }, (_, i) => 10 / (i + 1)),
}

/** Products with fresh noise of the given share at every call. */
export const noise = (operator: Operator, share: number) => {
  let state = 12345
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  return async (v: Float64Array) => {
    const exact = await operator.apply(v)
    const size = Math.sqrt(exact.reduce((sum, n) => sum + n * n, 0) / exact.length)
    return exact.map((n) => n + share * size * Math.sqrt(12) * (uniform() - 0.5))
  }
}

export const sorted = (spectrum: readonly number[]) => [...spectrum].sort((a, b) => b - a)
