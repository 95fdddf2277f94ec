import { wilson } from '@momenta/bench-results'
import { large, type Setting } from '../methods/methods.js'
import type { EscapeRow } from '../toy/escape/escapeConfig.js'
import type { Side } from './claim.js'

/** Which runs are counted. */
interface Selection {
  readonly setting?: Setting
  readonly learningRate?: number
  /** From the sharp basin to the flat one, or back. */
  readonly way?: 'escape' | 'fall'
  /** Default: s ≥ 5. */
  readonly isShown?: (sharpness: number) => boolean
}

/** The share of runs of a method in a dimension that change the basin, with Wilson's interval. */
export type SideOf = (name: string, dim: number, selection?: Selection) => Side

const isSharp = (sharpness: number): boolean => sharpness >= 5

/** The shares in these rows. */
export const sidesIn =
  (rows: readonly EscapeRow[]): SideOf =>
  (name, dim, { setting = large, learningRate = 0.1, way = 'escape', isShown = isSharp } = {}) => {
    const own = rows.filter(
      (row) =>
        row.contender.name === name &&
        row.dim === dim &&
        row.learningRate === learningRate &&
        isShown(row.sharpness) &&
        // without entries capacity and decay say nothing: one run serves both settings
        ((row.contender.spec.memory?.capacity ?? 0) === 0 ||
          (row.capacity === setting.capacity && row.decay === setting.decay)),
    )
    const sum = (key: 'escaped' | 'couldEscape' | 'fell' | 'couldFall') =>
      own.reduce((total, row) => total + row[key], 0)
    const [successes, n] =
      way === 'escape' ? [sum('escaped'), sum('couldEscape')] : [sum('fell'), sum('couldFall')]
    const { p, low, high } = wilson(successes, n)
    return { name, n, estimate: n === 0 ? undefined : { value: p, low, high } }
  }
