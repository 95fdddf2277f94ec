import { symbolCircle, symbolSquare2 } from 'd3-shape'
import type { ForestKind } from '../model/ForestFigure.js'
import { element } from '../svg/element.js'
import { marker } from '../svg/marker.js'

type Place = { readonly from: number; readonly at: number; readonly to: number }

/** An interval and its estimate on a horizontal line; what leaves the axis is cut off. */
export const forestMark = (
  { colour, marker: shape }: ForestKind,
  { from, at, to }: Place,
  y: number,
  [left, right]: readonly [number, number],
): readonly string[] => {
  const inside = (x: number): number => Math.min(right, Math.max(left, x))
  if (![from, at, to].every(Number.isFinite)) return []
  const caps = [from, to].filter((x) => x >= left && x <= right)
  return [
    element('path', {
      class: 'interval',
      d: [
        `M${inside(from).toFixed(2)},${y.toFixed(2)}H${inside(to).toFixed(2)}`,
        ...caps.map((x) => `M${x.toFixed(2)},${(y - 3.5).toFixed(2)}v7`),
      ].join(''),
      stroke: colour,
      'stroke-width': 1.6,
      fill: 'none',
    }),
    at >= left && at <= right
      ? marker(shape === 'square' ? symbolSquare2 : symbolCircle, [at, y], {
          fill: shape === 'ring' ? '#fff' : colour,
          stroke: colour,
          area: 46,
        })
      : '',
  ]
}
