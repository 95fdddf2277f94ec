import { clipSegment } from '../geometry/clipSegment.js'
import type { Arrow } from '../model/Arrow.js'
import type { Point } from '../model/Point.js'
import type { Area } from '../svg/Area.js'
import { element } from '../svg/element.js'
import type { Pixel } from '../svg/Pixel.js'
import type { Style } from '../svg/Style.js'
import { escapeText } from '../text/escapeText.js'
import { arrowShape } from './arrowShape.js'

/** An arrow from a point; one that the border of the area cuts off has no head. */
export const arrowMark = (
  { series, dx, dy, weight }: Arrow,
  from: Point,
  stretch: number,
  style: Style,
  area: Area,
): string => {
  const start: Pixel = [area.x(from.x), area.y(from.y)]
  const end: Pixel = [area.x(from.x + stretch * dx), area.y(from.y + stretch * dy)]
  const inside = clipSegment(start, end, area)
  return inside === undefined
    ? ''
    : element('g', { class: 'arrow' }, [
        element('title', {}, [escapeText(series)]),
        ...arrowShape(inside, style, weight, inside[1] === end),
      ])
}
