import { quantileSorted, range, ticks } from 'd3-array'
import type { Levels } from '../Levels.js'

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
  const inner = range(1, count + 1).map((k) => k / (count + 1))
  if (spacing === 'quantile') return neat(inner.map(quantile))
  if (spacing === 'linear') return ticks(quantile(0), quantile(1), count)
  // the least values may lie at a minimum of zero, many decades below all the others
  const [least, most] = [quantile(0.005), quantile(1)]
  return neat(inner.map((part) => least * (most / least) ** part))
}
