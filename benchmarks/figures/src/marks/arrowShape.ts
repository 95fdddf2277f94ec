import type { Arrow } from '../Arrow.js'
import { element } from '../svg/element.js'
import type { Pixel } from '../svg/Pixel.js'
import { round } from '../svg/round.js'
import type { Style } from '../svg/Style.js'

const looks = { thin: { stroke: 1.2, head: 7 }, thick: { stroke: 3, head: 12 } } as const

/** An arrow between two points: a shaft and, from its end, a head that is never longer than the arrow. */
export const arrowShape = (
  [x0, y0]: Pixel,
  [x1, y1]: Pixel,
  { colour, dash }: Style,
  weight: Arrow['weight'],
): readonly string[] => {
  const { stroke, head } = looks[weight]
  const length = Math.hypot(x1 - x0, y1 - y0)
  const [ux, uy] = length > 0 ? [(x1 - x0) / length, (y1 - y0) / length] : [0, 0]
  const size = Math.min(head, length)
  const [bx, by] = [x1 - ux * size, y1 - uy * size]
  const point = (x: number, y: number): string => `${round(x)},${round(y)}`
  return [
    element('path', {
      d: `M${point(x0, y0)}L${point(bx, by)}`,
      stroke: colour,
      'stroke-width': stroke,
      'stroke-dasharray': weight === 'thick' ? undefined : dash,
    }),
    element('path', {
      d: `M${point(x1, y1)}L${point(bx - uy * size * 0.4, by + ux * size * 0.4)}L${point(bx + uy * size * 0.4, by - ux * size * 0.4)}Z`,
      fill: colour,
    }),
  ]
}
