import { isInside } from '../geometry/isInside.js'
import type { Interval } from '../Interval.js'
import type { Area } from '../svg/Area.js'
import { element } from '../svg/element.js'
import { marker } from '../svg/marker.js'
import type { Style } from '../svg/Style.js'
import { escapeText } from '../text/escapeText.js'
import { formatNumber } from '../text/formatNumber.js'

/** An estimate at the pixel `x`: its whisker as far as it is in the area, and its marker. */
export const intervalMark = (
  interval: Interval,
  x: number,
  cap: number,
  style: Style,
  area: Area,
): string => {
  const { series, value, low, high, n } = interval
  const bottom = area.top + area.height
  const clamp = (y: number): number => Math.min(bottom, Math.max(area.top, y))
  // a lower bound that a log axis can't show is beyond its end
  const from = Number.isFinite(area.y(low)) ? clamp(area.y(low)) : bottom
  const to = clamp(area.y(high))
  const at = [x, area.y(value)] as const
  const numbers = `${formatNumber(value)} [${formatNumber(low)}, ${formatNumber(high)}], n = ${n}`
  const bar = (y: number): string =>
    `M${(x - cap).toFixed(2)},${y.toFixed(2)}h${(2 * cap).toFixed(2)}`
  return element('g', { class: 'interval' }, [
    element('title', {}, [escapeText(`${series}: ${numbers}`)]),
    element('path', {
      d: `M${x.toFixed(2)},${from.toFixed(2)}V${to.toFixed(2)}${bar(from)}${bar(to)}`,
      fill: 'none',
      stroke: style.colour,
      'stroke-width': 1.5,
    }),
    isInside(at, area)
      ? marker(style.symbol, at, { fill: style.colour, stroke: 'none', area: 50 })
      : '',
  ])
}
