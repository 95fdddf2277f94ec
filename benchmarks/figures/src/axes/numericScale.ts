import { scaleLinear, scaleLog } from 'd3-scale'
import type { Axis } from '../model/Axis.js'
import { fontSize } from '../text/fontSize.js'
import { formatNumber } from '../text/formatNumber.js'
import { textWidth } from '../text/textWidth.js'
import { domainOf } from './domainOf.js'
import { linearTicks } from './linearTicks.js'
import { logTicks } from './logTicks.js'
import type { Scale } from './Scale.js'

const tickText = (value: number): string => formatNumber(value, 12)

// room along the axis: beside each other for x, above each other for y
const widthNeeded = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + textWidth(tickText(value), fontSize.tick) + 12, 0)
const heightNeeded = (values: readonly number[]): number => values.length * 20

/** The scale of a numeric axis over `length` pixels, wide enough for the values. */
export const numericScale = (
  axis: Axis,
  values: readonly number[],
  length: number,
  direction: 'x' | 'y',
): Scale => {
  const domain = domainOf(axis, values)
  const shown = domain ?? (axis.scale === 'log' ? [1, 10] : [0, 1])
  const needed = direction === 'x' ? widthNeeded : heightNeeded
  const fits = (ticks: readonly number[]): boolean =>
    needed(ticks) <= length && (axis.integers !== true || ticks.every(Number.isInteger))
  const count = Math.max(2, Math.floor(length / 34))
  const ticks =
    domain === undefined
      ? []
      : axis.scale === 'log'
        ? logTicks(domain, fits)
        : linearTicks(domain, Math.min(8, count), fits)
  const scale = axis.scale === 'log' ? scaleLog() : scaleLinear()
  return {
    label: axis.label,
    fraction: scale.domain(shown).range([0, 1]),
    ticks: ticks.map((value) => ({ value, text: tickText(value) })),
    names: false,
    key: JSON.stringify([axis.label, axis.scale, shown]),
  }
}
