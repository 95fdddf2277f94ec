import { symbolCircle, symbolSquare } from 'd3-shape'
import { isInside } from '../geometry/isInside.js'
import { linePath } from '../geometry/linePath.js'
import { project } from '../geometry/project.js'
import type { Area } from '../svg/Area.js'
import { element } from '../svg/element.js'
import { marker } from '../svg/marker.js'
import type { Style } from '../svg/Style.js'
import type { Trajectory } from '../Trajectory.js'
import { escapeText } from '../text/escapeText.js'

/** A path with a square at its start and a circle at its end, where they lie in the area. */
export const trajectoryMarks = ({ series, x, y }: Trajectory, style: Style, area: Area): string => {
  const points = project(x, y, area)
  const finite = points.filter((point) => point.every(Number.isFinite))
  const d = linePath(points, area)
  const shape = { d, fill: 'none', 'stroke-linejoin': 'round' }
  return element('g', { class: 'trajectory' }, [
    element('title', {}, [escapeText(series)]),
    // a light rim parts the path from the contours and from other paths
    element('path', { ...shape, stroke: '#fff', 'stroke-width': 3.6, 'stroke-opacity': 0.75 }),
    element('path', {
      ...shape,
      stroke: style.colour,
      'stroke-width': 1.9,
      'stroke-dasharray': style.dash,
    }),
    ...finite
      .slice(0, 1)
      .filter((point) => isInside(point, area))
      .map((point) => marker(symbolSquare, point, { fill: '#222', stroke: '#fff', area: 60 })),
    ...finite
      .slice(-1)
      .filter((point) => isInside(point, area))
      .map((point) =>
        marker(symbolCircle, point, { fill: style.colour, stroke: '#fff', area: 60 }),
      ),
  ])
}
