import simplify from 'simplify-js'
import type { Pixel } from '../svg/Pixel.js'
import { extremesOf } from './extremesOf.js'

/** In pixels: what a screen of two dots a pixel cannot show. */
const tolerance = 0.25

/**
 * A line with fewer points that looks the same: no point of the given line is farther from it than
 * a quarter of a pixel, but for those of a column of pixels that lie between others of it.
 *
 * Source: Douglas and Peucker 1973.
 */
export const simplifyLine = (line: readonly Pixel[]): readonly Pixel[] => {
  const points = extremesOf(line).map(([x, y]) => ({ x, y }))
  return points.length <= 2
    ? points.map(({ x, y }) => [x, y])
    : simplify(points, tolerance, true).map(({ x, y }) => [x, y])
}
