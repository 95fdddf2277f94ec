import type { Images } from './Images.js'

/**
 * The images at some indices, in that order.
 *
 * @param relabel - From old to new class. Default: unchanged.
 * @throws RangeError if an index is out of range.
 */
export const selectImages = (
  images: Images,
  indices: ArrayLike<number>,
  relabel: (label: number) => number = (label) => label,
): Images => {
  const { height, width, channels, layout } = images
  const size = height * width * channels
  const pixels = new Uint8Array(indices.length * size)
  const labels = new Uint16Array(indices.length)
  for (let i = 0; i < indices.length; i++) {
    const from = indices[i] as number
    if (!(Number.isInteger(from) && from >= 0 && from < images.count))
      throw new RangeError(
        `selectImages: indices must be integers in [0, ${images.count}), got ${from}`,
      )
    pixels.set(images.pixels.subarray(from * size, (from + 1) * size), i * size)
    labels[i] = relabel(images.labels[from] as number)
  }
  return { count: indices.length, height, width, channels, layout, pixels, labels }
}
