import type { Images } from '../images/Images.js'
import type { Normalization } from '../images/Normalization.js'
import type { Placement } from './placements.js'

const still: Placement = { dy: 0, dx: 0, mirrored: false }

/**
 * Writes normalized images into a buffer of shape [n, height, width, channels]: (x/255 − mean) /
 * deviation. A border that a crop uncovers is the normalized zero.
 *
 * @param indices - Which images, in this order.
 * @param into - At least n × height × width × channels numbers; the rest is not changed.
 * @param placed - How each image is moved and mirrored. Default: as it is.
 */
export const fillPixels = (
  { height, width, channels, layout, pixels }: Images,
  indices: ArrayLike<number>,
  { mean, deviation }: Normalization,
  into: Float32Array,
  placed: readonly Placement[] = [],
): void => {
  const plane = height * width
  const scale = Array.from({ length: channels }, (_, c) => 1 / (255 * (deviation[c] as number)))
  const zero = Array.from(
    { length: channels },
    (_, c) => -(mean[c] as number) / (deviation[c] as number),
  )
  const [step, jump] = layout === 'hwc' ? [channels, 1] : [1, plane]
  let at = 0
  for (let i = 0; i < indices.length; i++) {
    const start = (indices[i] as number) * plane * channels
    const { dy, dx, mirrored } = placed[i] ?? still
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const [row, column] = [y + dy, (mirrored ? width - 1 - x : x) + dx]
        const inside = row >= 0 && row < height && column >= 0 && column < width
        const from = start + (row * width + column) * step
        for (let c = 0; c < channels; c++)
          into[at++] = inside
            ? (pixels[from + c * jump] as number) * (scale[c] as number) + (zero[c] as number)
            : (zero[c] as number)
      }
  }
}
