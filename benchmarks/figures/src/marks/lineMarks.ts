import { isInside } from '../geometry/isInside.js'
import { linePath } from '../geometry/linePath.js'
import { project } from '../geometry/project.js'
import type { Line } from '../model/Line.js'
import type { Area } from '../svg/Area.js'
import { element } from '../svg/element.js'
import { marker } from '../svg/marker.js'
import type { Style } from '../svg/Style.js'
import { escapeText } from '../text/escapeText.js'

/** A line, and its markers if it has any. */
export const lineMarks = ({ series, x, y, marked }: Line, style: Style, area: Area): string => {
  const points = project(x, y, area)
  return element('g', { class: 'line' }, [
    element('title', {}, [escapeText(series)]),
    element('path', {
      d: linePath(points, area),
      fill: 'none',
      stroke: style.colour,
      'stroke-width': 1.8,
      'stroke-dasharray': style.dash,
      'stroke-linejoin': 'round',
      // a lone point between gaps is a dot
      'stroke-linecap': style.dash === undefined ? 'round' : 'butt',
    }),
    ...(marked === true ? points : [])
      .filter((point) => isInside(point, area))
      .map((point) => marker(style.symbol, point, { fill: style.colour, area: 42 })),
  ])
}
