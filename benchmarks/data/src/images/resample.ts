/** A picture with interleaved channels. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly channels: number
  readonly pixels: ArrayLike<number>
}

/** The part of a picture that is resampled, in pixels; may have fractions. */
export interface Region {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface Tap {
  readonly first: number
  readonly weights: readonly number[]
}

/** Weights of a triangle filter that widens when the picture shrinks, so that nothing aliases. */
const tapsOf = (start: number, extent: number, size: number, limit: number): readonly Tap[] => {
  const scale = extent / size
  const support = Math.max(1, scale)
  return Array.from({ length: size }, (_, i) => {
    const centre = start + (i + 0.5) * scale
    const first = Math.max(0, Math.floor(centre - support))
    const last = Math.min(limit, Math.ceil(centre + support))
    const raw = Array.from({ length: last - first }, (_, k) =>
      Math.max(0, 1 - Math.abs(first + k + 0.5 - centre) / support),
    )
    const total = raw.reduce((sum, weight) => sum + weight, 0)
    return { first, weights: raw.map((weight) => weight / total) }
  })
}

/**
 * Resamples a region of a picture to width × height by bilinear interpolation with antialiasing, as
 * Pillow's `resize(…, BILINEAR, box)`, to which it is equal up to rounding.
 *
 * @returns Bytes with interleaved channels.
 * @throws RangeError if the region does not lie in the picture.
 */
export const resample = (
  { width, height, channels, pixels }: Picture,
  region: Region,
  size: { readonly width: number; readonly height: number },
): Uint8Array => {
  const fits =
    region.x >= 0 &&
    region.y >= 0 &&
    region.width > 0 &&
    region.height > 0 &&
    region.x + region.width <= width + 1e-9 &&
    region.y + region.height <= height + 1e-9
  if (!fits)
    throw new RangeError(
      `resample: the region must lie in ${width}x${height} pixels, got ${region.width}x${region.height} at (${region.x}, ${region.y})`,
    )
  const columns = tapsOf(region.x, region.width, size.width, width)
  const rows = tapsOf(region.y, region.height, size.height, height)
  const top = Math.min(...rows.map(({ first }) => first))
  const bottom = Math.max(...rows.map(({ first, weights }) => first + weights.length))
  const narrow = new Float64Array((bottom - top) * size.width * channels)
  for (let y = top; y < bottom; y++)
    columns.forEach(({ first, weights }, x) => {
      for (let c = 0; c < channels; c++) {
        let sum = 0
        for (let k = 0; k < weights.length; k++)
          sum += (weights[k] as number) * (pixels[(y * width + first + k) * channels + c] as number)
        narrow[((y - top) * size.width + x) * channels + c] = sum
      }
    })
  const out = new Uint8Array(size.width * size.height * channels)
  const stride = size.width * channels
  rows.forEach(({ first, weights }, y) => {
    for (let i = 0; i < stride; i++) {
      let sum = 0
      for (let k = 0; k < weights.length; k++)
        sum += (weights[k] as number) * (narrow[(first - top + k) * stride + i] as number)
      out[y * stride + i] = Math.round(sum)
    }
  })
  return out
}
