import type { Area } from '../svg/Area.js'
import type { Pixel } from '../svg/Pixel.js'

type Edge = { readonly axis: 0 | 1; readonly at: number; readonly sign: 1 | -1 }

const cut = (ring: readonly Pixel[], { axis, at, sign }: Edge): readonly Pixel[] =>
  ring.flatMap((point, place) => {
    const before = ring.at(place - 1) as Pixel
    const inside = (p: Pixel): boolean => sign * (p[axis] - at) >= 0
    const part = (at - before[axis]) / (point[axis] - before[axis])
    const along = (k: 0 | 1) => before[k] + part * (point[k] - before[k])
    const crossing: Pixel = axis === 0 ? [at, along(1)] : [along(0), at]
    if (inside(point)) return inside(before) ? [point] : [crossing, point]
    return inside(before) ? [crossing] : []
  })

/** The part of a polygon inside an area (Sutherland and Hodgman 1974). */
export const clipPolygon = (ring: readonly Pixel[], area: Area): readonly Pixel[] => {
  const edges: readonly Edge[] = [
    { axis: 0, at: area.left, sign: 1 },
    { axis: 0, at: area.left + area.width, sign: -1 },
    { axis: 1, at: area.top, sign: 1 },
    { axis: 1, at: area.top + area.height, sign: -1 },
  ]
  return edges.reduce(cut, ring)
}
