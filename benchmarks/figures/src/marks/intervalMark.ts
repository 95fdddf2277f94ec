import type { Interval } from '../model/Interval.js'
import type { Area } from '../svg/Area.js'
import { element } from '../svg/element.js'
import { marker } from '../svg/marker.js'
import { tenth } from '../svg/round.js'
import type { Style } from '../svg/Style.js'
import { escapeText } from '../text/escapeText.js'
import { formatNumber } from '../text/formatNumber.js'

/**
 * An estimate at the pixel `x`: its whisker and marker as far as they are in the area; a bound
 * outside has no cap.
 */
export const intervalMark = (
  interval: Interval,
  x: number,
  cap: number,
  style: Style,
  area: Area,
): string => {
  const { series, value, low, high, n } = interval
  const [top, bottom] = [area.top, area.top + area.height]
  // what a log axis can't show is beyond its end
  const place = (bound: number): number => {
    const y = area.y(bound)
    return Number.isNaN(y) ? Infinity : y
  }
  const [from, at, to] = [place(low), place(value), place(high)]
  const isShown = (y: number): boolean => y >= top && y <= bottom
  const whisker =
    from >= top && to <= bottom
      ? `M${tenth(x)},${tenth(Math.min(from, bottom))}V${tenth(Math.max(to, top))}`
      : ''
  const caps = [from, to]
    .filter(isShown)
    .map((y) => `M${tenth(x - cap)},${tenth(y)}h${tenth(2 * cap)}`)
  const numbers = `${formatNumber(value)} [${formatNumber(low)}, ${formatNumber(high)}], n = ${n}`
  return element('g', { class: 'interval' }, [
    element('title', {}, [escapeText(`${series}: ${numbers}`)]),
    element('path', {
      d: [whisker, ...caps].join(''),
      fill: 'none',
      stroke: style.colour,
      'stroke-width': 1.5,
    }),
    isShown(at) ? marker(style.symbol, [x, at], { fill: style.colour, area: 50 }) : '',
  ])
}
