import { contours } from 'd3-contour'
import { simplifyLine } from '../geometry/simplifyLine.js'
import type { Size } from '../model/Size.js'
import { element } from '../svg/element.js'
import type { Pixel } from '../svg/Pixel.js'
import { pathData } from '../svg/pathData.js'
import type { Background } from './Background.js'
import { fillOf } from './fillOf.js'

const unit = (value: number): number => Math.min(1, Math.max(0, value))

/**
 * The filled contours of a surface over a rectangle at the origin, for panels to refer to by the
 * id.
 */
export const contourMarks = (
  { id, samples, thresholds }: Background,
  { width, height }: Size,
): string => {
  const { columns, rows, values } = samples
  const bands = thresholds.length + 1
  // d3-contour puts sample k at k + 1/2 and closes its rings half a cell outside of the grid
  const point = ([column, row]: readonly number[]): Pixel => [
    width * unit(((column as number) - 0.5) / (columns - 1)),
    height * (1 - unit(((row as number) - 0.5) / (rows - 1))),
  ]
  const areas = contours()
    .size([columns, rows])
    .thresholds([...thresholds])([...values])
  return element('g', { id, stroke: '#7d8fa1', 'stroke-width': 0.5 }, [
    element('rect', { width, height, fill: fillOf(0, bands), stroke: 'none' }),
    ...areas.map(({ coordinates }, place) =>
      element('path', {
        d: coordinates
          .flat()
          .map((ring) => pathData(simplifyLine(ring.map(point)).slice(0, -1), true))
          .join(''),
        fill: fillOf(place + 1, bands),
      }),
    ),
  ])
}
