import type { Arrow } from '../model/Arrow.js'
import { element } from '../svg/element.js'
import type { Pixel } from '../svg/Pixel.js'
import { round } from '../svg/round.js'
import type { Style } from '../svg/Style.js'

const looks = { thin: { stroke: 1.2, head: 7 }, thick: { stroke: 3, head: 12 } } as const

/**
 * An arrow between two points: a shaft and, at its end, a head that is never longer than the arrow.
 */
export const arrowShape = (
  [[x0, y0], [x1, y1]]: readonly [Pixel, Pixel],
  { colour, dash }: Style,
  weight: Arrow['weight'],
  headed = true,
): readonly string[] => {
  const { stroke, head } = looks[weight]
  const length = Math.hypot(x1 - x0, y1 - y0)
  const [ux, uy] = length > 0 ? [(x1 - x0) / length, (y1 - y0) / length] : [0, 0]
  const size = headed ? Math.min(head, length) : 0
  const [bx, by] = [x1 - ux * size, y1 - uy * size]
  const [wx, wy] = [uy * size * 0.4, -ux * size * 0.4]
  const point = (x: number, y: number): string => `${round(x)},${round(y)}`
  const shaft = element('path', {
    d: `M${point(x0, y0)}L${point(bx, by)}`,
    stroke: colour,
    'stroke-width': stroke,
    'stroke-dasharray': weight === 'thick' ? undefined : dash,
  })
  const tip = element('path', {
    d: `M${point(x1, y1)}L${point(bx - wx, by - wy)}L${point(bx + wx, by + wy)}Z`,
    fill: colour,
  })
  return headed ? [shaft, tip] : [shaft]
}
