import { pairs } from 'd3-array'
import type { Axis } from '../model/Axis.js'
import type { CategoryAxis } from '../model/CategoryAxis.js'

const gapsOf = (places: readonly number[]): readonly number[] =>
  pairs(
    [...new Set(places)].sort((a, b) => a - b),
    (a, b) => b - a,
  )

const minimum = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.min(a, b), Infinity)

/** Offsets series that share an x, side by side. */
export const dodge = {
  /**
   * the pixels from one series to the next, for marks at these pixels (those that an axis can't
   * show are no numbers): three quarters of the minimum gap for all
   */
  step: (places: readonly number[], width: number, series: number): number =>
    Math.min(
      12,
      (0.75 * Math.min(width, minimum(gapsOf(places.filter(Number.isFinite))))) /
        Math.max(1, series),
    ),
  /** the values that the axis must hold so that the outer marks of the first and last x fit */
  room: (places: readonly number[], axis: Axis | CategoryAxis): readonly number[] => {
    const log = axis.scale === 'log'
    const shown = places
      .filter((place) => Number.isFinite(place) && (!log || place > 0))
      .map((place) => (log ? Math.log10(place) : place))
    const gap = minimum(gapsOf(shown))
    const half = Number.isFinite(gap) ? gap / 2 : 0
    return shown
      .flatMap((place) => [place - half, place + half])
      .map((place) => (log ? 10 ** place : place))
  },
} as const
