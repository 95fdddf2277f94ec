import { leastIndex, quantileSorted, range, ticks } from 'd3-array'
import { powers } from '../axes/powers.js'
import type { Levels } from '../model/Levels.js'

const mantissas = [[1], [1, 3], [1, 2, 5], [1, 1.5, 2, 3, 5, 7]]

// thresholds in round numbers, as many as come closest to the wish
const logThresholds = (domain: readonly [number, number], count: number): readonly number[] => {
  const choices = mantissas.map((set) => powers(domain, 1, set))
  const nearest = leastIndex(choices, ({ length }) => Math.abs(length - count))
  return nearest === undefined ? [] : (choices[nearest] ?? [])
}

// 3 digits are what a legend can show; kept only if they don't merge neighbours
const neat = (values: readonly number[]): readonly number[] => {
  const short = [...new Set(values.map((value) => Number(value.toPrecision(3))))]
  return short.length === values.length ? short : [...new Set(values)]
}

/** The increasing thresholds that divide the sampled values. */
export const thresholdsOf = (levels: Levels, values: readonly number[]): readonly number[] => {
  if (!('spacing' in levels)) return [...levels].sort((a, b) => a - b)
  const { spacing, count } = levels
  const sorted = values
    .filter((value) => Number.isFinite(value) && (spacing !== 'log' || value > 0))
    .sort((a, b) => a - b)
  if (sorted.length === 0) return []
  const quantile = (part: number): number => quantileSorted(sorted, part) as number
  switch (spacing) {
    case 'linear':
      return ticks(quantile(0), quantile(1), count)
    case 'log':
      // the smallest values may be at a minimum of zero, many decades below all others
      return logThresholds([quantile(0.005), quantile(1)], count)
    case 'quantile':
      return neat(range(1, count + 1).map((k) => quantile(k / (count + 1))))
  }
}
