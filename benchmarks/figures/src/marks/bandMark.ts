import { clipPolygon } from '../geometry/clipPolygon.js'
import { project } from '../geometry/project.js'
import { runsOf } from '../geometry/runsOf.js'
import { thin } from '../geometry/thin.js'
import type { Line } from '../model/Line.js'
import type { Area } from '../svg/Area.js'
import { element } from '../svg/element.js'
import type { Pixel } from '../svg/Pixel.js'
import { round } from '../svg/round.js'
import type { Style } from '../svg/Style.js'

const limit = 2000

/** The band of a line, broken where a bound isn't finite. */
export const bandMark = ({ x, lower, upper }: Line, style: Style, area: Area): string => {
  if (lower === undefined || upper === undefined) return ''
  const bottom = area.top + area.height
  const tops = project(x, upper, area)
  const below = project(x, lower, area)
  // a lower bound that a log axis can't show is beyond its end
  const bases = below.map(
    ([left, y], k): Pixel => [left, (lower[k] as number) <= 0 && !Number.isFinite(y) ? bottom : y],
  )
  const joined = tops.map(([left, y], k): Pixel => [left, y + (bases[k]?.[1] as number) * 0])
  let start = 0
  const d = runsOf(joined).map((run) => {
    start = joined.indexOf(run[0] as Pixel, start)
    const places = thin(
      run.map((_, k) => start + k),
      limit,
    )
    const ring = [
      ...places.map((k) => tops[k] as Pixel),
      ...places.toReversed().map((k) => bases[k] as Pixel),
    ]
    const shown = clipPolygon(ring, area)
    return shown.length === 0
      ? ''
      : `M${shown.map(([left, y]) => `${round(left)},${round(y)}`).join('L')}Z`
  })
  return element('path', { class: 'band', d: d.join(''), fill: style.colour, 'fill-opacity': 0.18 })
}
