import type { Pixel } from '../svg/Pixel.js'

/** The first point of some, the highest, the lowest and the last, in their order. */
const extremes = (points: readonly Pixel[]): readonly Pixel[] => {
  if (points.length <= 4) return points
  let [top, bottom] = [0, 0]
  points.forEach(([, y], k) => {
    if (y < (points[top] as Pixel)[1]) top = k
    if (y > (points[bottom] as Pixel)[1]) bottom = k
  })
  return [...new Set([0, Math.min(top, bottom), Math.max(top, bottom), points.length - 1])].map(
    (k) => points[k] as Pixel,
  )
}

/**
 * A line with at most four points of each stretch inside one column of pixels, of which it looks
 * the same.
 *
 * Source: the M4 aggregation of Jugel et al., VLDB 2014.
 */
export const extremesOf = (line: readonly Pixel[]): readonly Pixel[] => {
  const stretches: Pixel[][] = []
  let column: number | undefined
  for (const point of line) {
    const now = Math.floor(point[0])
    if (now === column) stretches.at(-1)?.push(point)
    else stretches.push([point])
    column = now
  }
  return stretches.flatMap(extremes)
}
