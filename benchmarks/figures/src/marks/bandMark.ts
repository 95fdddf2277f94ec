import { clipPolygon } from '../geometry/clipPolygon.js'
import { project } from '../geometry/project.js'
import { runsOf } from '../geometry/runsOf.js'
import { simplifyLine } from '../geometry/simplifyLine.js'
import type { Line } from '../model/Line.js'
import type { Area } from '../svg/Area.js'
import { element } from '../svg/element.js'
import type { Pixel } from '../svg/Pixel.js'
import { pathData } from '../svg/pathData.js'
import type { Style } from '../svg/Style.js'

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
    const bounds = [tops, bases].map((bound) =>
      simplifyLine(bound.slice(start, start + run.length)),
    )
    const [above = [], under = []] = bounds
    return pathData(clipPolygon([...above, ...under.toReversed()], area), true)
  })
  return element('path', { class: 'band', d: d.join(''), fill: style.colour, 'fill-opacity': 0.18 })
}
