import { symbolDiamond } from 'd3-shape'
import { isInside } from '../geometry/isInside.js'
import { markerLooks } from '../marks/markerLooks.js'
import type { Surface } from '../model/Surface.js'
import type { Area } from '../svg/Area.js'
import { marker } from '../svg/marker.js'
import type { Pixel } from '../svg/Pixel.js'

/** The known minima of a surface that lie in the area. */
export const minimaMarks = ({ minima = [] }: Surface, area: Area): readonly string[] =>
  minima
    .map(({ x, y }): Pixel => [area.x(x), area.y(y)])
    .filter((at) => isInside(at, area))
    .map((at) => marker(symbolDiamond, at, markerLooks.minimum))
