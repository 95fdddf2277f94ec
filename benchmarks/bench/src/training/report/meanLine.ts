import type { Line } from '@momenta/bench-figures'

/** A curve of a run. */
export type Points = { readonly x: readonly number[]; readonly y: readonly number[] }

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** The mean of curves of runs at each x of any of them, and their range as a band. */
export const meanLine = (series: string, curves: readonly Points[]): Line => {
  const values = new Map<number, number[]>()
  for (const { x, y } of curves)
    x.forEach((at, i) => {
      values.set(at, [...(values.get(at) ?? []), y[i] as number])
    })
  const sorted = [...values].sort(([a], [b]) => a - b)
  const of = (pick: (all: readonly number[]) => number) => sorted.map(([, all]) => pick(all))
  const band =
    curves.length < 2
      ? {}
      : { lower: of((all) => Math.min(...all)), upper: of((all) => Math.max(...all)) }
  return {
    series,
    x: sorted.map(([at]) => at),
    y: of(mean),
    ...band,
    marked: sorted.length <= 20,
  }
}
