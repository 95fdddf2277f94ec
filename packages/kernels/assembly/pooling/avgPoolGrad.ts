import { bytes } from '../bytes'

/** How many elements of a window lie inside the image, along one axis. */
function countInside(count: i32, start: i32, size: i32): i32 {
  return min(size, start + count) - max(0, start)
}

/**
 * Adds the gradient of each window to its elements inside the image, in equal parts. `dx` is zeroed
 * by the caller.
 */
export function avgPoolGrad(
  dy: usize,
  dx: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  windowHeight: i32,
  windowWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  top: i32,
  left: i32,
): void {
  const row = bytes(channels)
  for (let n = 0; n < batch; n++)
    for (let oh = 0; oh < outHeight; oh++)
      for (let ow = 0; ow < outWidth; ow++) {
        const h0 = oh * strideHeight - top,
          w0 = ow * strideWidth - left
        const part =
            <f32>1 /
            <f32>(countInside(windowHeight, h0, height) * countInside(windowWidth, w0, width)),
          parts = f32x4.splat(part)
        const from = dy + <usize>((n * outHeight + oh) * outWidth + ow) * row
        for (let h = max(0, h0); h < min(height, h0 + windowHeight); h++)
          for (let w = max(0, w0); w < min(width, w0 + windowWidth); w++) {
            const to = dx + <usize>((n * height + h) * width + w) * row
            let c: i32 = 0
            for (; c + 4 <= channels; c += 4) {
              const at = bytes(c)
              v128.store(
                to + at,
                f32x4.add(v128.load(to + at), f32x4.mul(v128.load(from + at), parts)),
              )
            }
            for (; c < channels; c++) {
              const at = bytes(c)
              store<f32>(to + at, load<f32>(to + at) + load<f32>(from + at) * part)
            }
          }
      }
}
