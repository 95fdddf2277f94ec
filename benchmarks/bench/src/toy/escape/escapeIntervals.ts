import type { Interval, IntervalFigure } from '@momenta/bench-figures'
import { wilson } from '@momenta/bench-results'
import type { EscapeRow } from './escapeConfig.js'

const interval = (series: string, x: string, successes: number, n: number): Interval => {
  const { p, low, high } = wilson(successes, n)
  return { series, x, value: p, low, high, n }
}

/** The share that leaves the sharp basin. */
export const escaping = (row: EscapeRow) =>
  interval(row.contender.name, String(row.sharpness), row.escaped, row.couldEscape)
/** The share that falls into it. */
export const falling = (row: EscapeRow) =>
  interval(row.contender.name, String(row.sharpness), row.fell, row.couldFall)

/** The axes of a figure of shares by sharpness. */
export const axes = (rows: readonly EscapeRow[]): Pick<IntervalFigure, 'x' | 'y'> => ({
  x: {
    label: 'sharpness coefficient s',
    scale: 'category',
    categories: [...new Set(rows.map(({ sharpness }) => sharpness))]
      .sort((a, b) => a - b)
      .map(String),
  },
  y: { label: 'share of runs', scale: 'linear', domain: [-0.02, 1.02] },
})

/** Counts as `40`, or `38 to 42`. */
export const range = (counts: readonly number[]): string => {
  const [lowest, highest] = [Math.min(...counts), Math.max(...counts)]
  return lowest === highest ? `${lowest}` : `${lowest} to ${highest}`
}
