import type { Images } from './Images.js'

/**
 * Concatenates images of one size and layout.
 *
 * @throws RangeError if there are none or they differ in size or layout.
 */
export const joinImages = (parts: readonly Images[]): Images => {
  const [first] = parts
  if (first === undefined) throw new RangeError('joinImages: needs at least one set, got none')
  const { height, width, channels, layout } = first
  const differs = parts.find(
    (one) =>
      one.height !== height ||
      one.width !== width ||
      one.channels !== channels ||
      one.layout !== layout,
  )
  if (differs !== undefined)
    throw new RangeError(
      `joinImages: all sets must be ${height}x${width}x${channels} ${layout}, got ${differs.height}x${differs.width}x${differs.channels} ${differs.layout}; convert them with fitImages first`,
    )
  const count = parts.reduce((sum, part) => sum + part.count, 0)
  const pixels = new Uint8Array(count * height * width * channels)
  const labels = new Uint16Array(count)
  let at = 0
  for (const part of parts) {
    pixels.set(part.pixels, at * height * width * channels)
    labels.set(part.labels, at)
    at += part.count
  }
  return { count, height, width, channels, layout, pixels, labels }
}
