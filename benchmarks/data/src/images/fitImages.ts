import type { Images } from './Images.js'
import { type Picture, resample } from './resample.js'

/** How images are brought to another size. */
export interface Fit {
  /** Height and width of the result in pixels. */
  readonly size: number
  readonly channels: 1 | 3
  /** `pad` adds a border of zeros, `resize` resamples. */
  readonly how: 'pad' | 'resize'
}

/** One image with interleaved channels; a grey one is repeated to three. */
const interleaved = (images: Images, i: number, channels: number): Picture => {
  const { height, width, layout } = images
  const plane = height * width
  const start = i * plane * images.channels
  const pixels = new Uint8Array(plane * channels)
  for (let at = 0; at < plane; at++)
    for (let c = 0; c < channels; c++) {
      const from = images.channels === 1 ? 0 : c
      const offset = layout === 'chw' ? from * plane + at : at * images.channels + from
      pixels[at * channels + c] = images.pixels[start + offset] as number
    }
  return { width, height, channels, pixels }
}

const padded = ({ width, height, channels, pixels }: Picture, size: number): Uint8Array => {
  const out = new Uint8Array(size * size * channels)
  const [left, top] = [Math.floor((size - width) / 2), Math.floor((size - height) / 2)]
  for (let y = 0; y < height; y++)
    for (let i = 0; i < width * channels; i++)
      out[((top + y) * size + left) * channels + i] = pixels[y * width * channels + i] as number
  return out
}

/**
 * Brings images to one size and number of channels, such as 28 × 28 grey to 32 × 32 RGB.
 *
 * @throws RangeError if `pad` would have to shrink, or colour would become grey.
 */
export const fitImages = (images: Images, { size, channels, how }: Fit): Images => {
  if (how === 'pad' && (images.width > size || images.height > size))
    throw new RangeError(
      `fitImages: size must be at least ${Math.max(images.width, images.height)} to pad, got ${size}; resize instead`,
    )
  if (images.channels > channels)
    throw new RangeError(`fitImages: channels must be at least ${images.channels}, got ${channels}`)
  const one = size * size * channels
  const pixels = new Uint8Array(images.count * one)
  for (let i = 0; i < images.count; i++) {
    const picture = interleaved(images, i, channels)
    const whole = { x: 0, y: 0, width: images.width, height: images.height }
    const fitted =
      how === 'pad'
        ? padded(picture, size)
        : resample(picture, whole, { width: size, height: size })
    pixels.set(fitted, i * one)
  }
  const { count, labels } = images
  return { count, height: size, width: size, channels, layout: 'hwc', pixels, labels }
}
