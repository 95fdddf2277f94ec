import { bytes } from '../bytes'

/**
 * Writes to `list` the address of the pixel that a filter tap reads at each of `count` output
 * positions, starting at position `first`; `outside` where the tap lies in the padding. `down` and
 * `right` are the offsets of the tap from the position's origin.
 */
export function locateTap(
  list: usize,
  first: i32,
  count: i32,
  image: usize,
  outside: usize,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  down: i32,
  right: i32,
): void {
  let ow = first % outWidth,
    oh = (first / outWidth) % outHeight,
    n = first / (outWidth * outHeight)
  for (let p = 0; p < count; p++) {
    const h = oh * strideHeight + down,
      w = ow * strideWidth + right
    const inside = h >= 0 && h < height && w >= 0 && w < width
    store<usize>(
      list + bytes(p),
      inside ? image + bytes(((n * height + h) * width + w) * channels) : outside,
    )
    if (++ow === outWidth) {
      ow = 0
      if (++oh === outHeight) {
        oh = 0
        n++
      }
    }
  }
}
