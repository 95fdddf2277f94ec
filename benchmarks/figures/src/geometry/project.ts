import type { Area } from '../svg/Area.js'
import type { Pixel } from '../svg/Pixel.js'

/** Columns of coordinates as points of an area. */
export const project = (
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  area: Area,
): readonly Pixel[] => {
  if (x.length !== y.length)
    throw new Error(`project: coordinates must be equally many, got ${x.length} and ${y.length}.`)
  return Array.from(x, (value, k) => [area.x(value), area.y(y[k] as number)] as const)
}
