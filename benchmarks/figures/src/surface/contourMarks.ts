import { contours } from 'd3-contour'
import type { Area } from '../svg/Area.js'
import { element } from '../svg/element.js'
import { round } from '../svg/round.js'
import type { Background } from './Background.js'
import { fillOf } from './fillOf.js'

const unit = (value: number): number => Math.min(1, Math.max(0, value))

/** The filled contours of a surface over the whole area. */
export const contourMarks = ({ samples, thresholds }: Background, area: Area): string => {
  const { columns, rows, values } = samples
  // d3-contour puts sample k at k + 1/2 and closes its rings half a cell outside of the grid
  const point = ([column, row]: readonly number[]): string =>
    `${round(area.left + area.width * unit(((column as number) - 0.5) / (columns - 1)))},${round(
      area.top + area.height * (1 - unit(((row as number) - 0.5) / (rows - 1))),
    )}`
  const bands = contours()
    .size([columns, rows])
    .thresholds([...thresholds])([...values])
  const { left: x, top: y, width, height } = area
  return element('g', { class: 'surface', stroke: '#7d8fa1', 'stroke-width': 0.5 }, [
    element('rect', {
      x,
      y,
      width,
      height,
      fill: fillOf(0, thresholds.length + 1),
      stroke: 'none',
    }),
    ...bands.map(({ coordinates }, place) =>
      element('path', {
        d: coordinates
          .flat()
          .map((ring) => `M${ring.slice(0, -1).map(point).join('L')}Z`)
          .join(''),
        fill: fillOf(place + 1, thresholds.length + 1),
      }),
    ),
  ])
}
