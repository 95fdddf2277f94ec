import type { Size } from '../model/Size.js'
import type { Surface } from '../model/Surface.js'
import type { Samples } from './Samples.js'

// finer than this no eye can see, and files grow with the square
const pixelsPerSample = 3

/** Samples of a surface, one every 3 pixels of the panel. */
export const sampleSurface = ({ value, x, y }: Surface, size: Size): Samples => {
  const columns = Math.ceil(size.width / pixelsPerSample) + 1
  const rows = Math.ceil(size.height / pixelsPerSample) + 1
  const at = ([from, to]: readonly [number, number], part: number): number =>
    from + (to - from) * part
  return {
    columns,
    rows,
    values: Array.from({ length: columns * rows }, (_, place) =>
      value(
        at(x, (place % columns) / (columns - 1)),
        at(y, Math.floor(place / columns) / (rows - 1)),
      ),
    ),
  }
}
