import type { NetworkFindings } from './NetworkFindings.js'

/** The ends of a grid. */
export const endsOf = (grid: ArrayLike<number>): readonly [number, number] => [
  grid[0] as number,
  grid[grid.length - 1] as number,
]

/**
 * The index of the cell of a uniform grid that holds a coordinate, and the position in that cell.
 */
const cellOf = (grid: ArrayLike<number>, coordinate: number): readonly [number, number] => {
  const [first, last] = endsOf(grid)
  const at = ((coordinate - first) / (last - first)) * (grid.length - 1)
  const low = Math.min(Math.max(Math.floor(at), 0), grid.length - 2)
  return [low, at - low]
}

/** The bilinear interpolation of values on a grid. */
export const interpolate =
  ({ a, b, values }: NetworkFindings['landscape']) =>
  (x: number, y: number): number => {
    const [[i, s], [j, t]] = [cellOf(a, x), cellOf(b, y)]
    const value = (k: number, l: number) => values[l * a.length + k] as number
    const row = (l: number) => (1 - s) * value(i, l) + s * value(i + 1, l)
    return (1 - t) * row(j) + t * row(j + 1)
  }
