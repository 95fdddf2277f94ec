import { symbolCircle, symbolSquare } from 'd3-shape'
import { isInside } from '../geometry/isInside.js'
import { linePath } from '../geometry/linePath.js'
import { project } from '../geometry/project.js'
import type { Trajectory } from '../model/Trajectory.js'
import type { Area } from '../svg/Area.js'
import { element } from '../svg/element.js'
import { marker } from '../svg/marker.js'
import type { Style } from '../svg/Style.js'
import { escapeText } from '../text/escapeText.js'
import { markerLooks } from './markerLooks.js'

/**
 * Paths, and above them all the squares at their starts and the circles at their ends that lie in
 * the area.
 */
export const trajectoryMarks = (
  trajectories: readonly Trajectory[],
  style: (series: string) => Style,
  area: Area,
): readonly string[] => {
  const paths = trajectories.map(({ series, x, y }) => {
    const points = project(x, y, area)
    const finite = points.filter((point) => point.every(Number.isFinite))
    return { series, points, ends: [finite[0], finite.at(-1)], ...style(series) }
  })
  const lines = paths.map(({ series, points, colour, dash }) => {
    const shape = { d: linePath(points, area), fill: 'none', 'stroke-linejoin': 'round' }
    return element('g', { class: 'trajectory' }, [
      element('title', {}, [escapeText(series)]),
      // a light rim parts the path from the contours and from other paths
      element('path', { ...shape, stroke: '#fff', 'stroke-width': 3.6, 'stroke-opacity': 0.75 }),
      element('path', { ...shape, stroke: colour, 'stroke-width': 1.9, 'stroke-dasharray': dash }),
    ])
  })
  const ends = [symbolSquare, symbolCircle].flatMap((symbol, place) =>
    paths.flatMap(({ ends: points, colour }) => {
      const point = points[place]
      const look = place === 0 ? markerLooks.end : { ...markerLooks.end, fill: colour }
      return point !== undefined && isInside(point, area) ? [marker(symbol, point, look)] : []
    }),
  )
  return [...lines, ...ends]
}
