import { bytes } from '../bytes'

/**
 * Adds the gradient of each window to the first of its elements, row by row, that equals the
 * maximum. `dx` is zeroed by the caller.
 */
export function maxPoolGrad(
  dy: usize,
  x: usize,
  y: usize,
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
  dilationHeight: i32,
  dilationWidth: i32,
  top: i32,
  left: i32,
): void {
  const row = bytes(channels)
  for (let n = 0; n < batch; n++)
    for (let oh = 0; oh < outHeight; oh++)
      for (let ow = 0; ow < outWidth; ow++) {
        const o = <usize>((n * outHeight + oh) * outWidth + ow) * row
        let c: i32 = 0
        for (; c + 4 <= channels; c += 4) {
          const at = bytes(c),
            most = v128.load(y + o + at),
            grad = v128.load(dy + o + at)
          let open = v128.not(i32x4.splat(0))
          for (let kh = 0; kh < windowHeight; kh++) {
            const h = oh * strideHeight + kh * dilationHeight - top
            if (h < 0 || h >= height) continue
            for (let kw = 0; kw < windowWidth; kw++) {
              const w = ow * strideWidth + kw * dilationWidth - left
              if (w < 0 || w >= width) continue
              const i = <usize>((n * height + h) * width + w) * row + at
              const hit = v128.and(open, f32x4.eq(v128.load(x + i), most))
              v128.store(dx + i, f32x4.add(v128.load(dx + i), v128.and(grad, hit)))
              open = v128.andnot(open, hit)
            }
          }
        }
        for (; c < channels; c++) {
          const at = bytes(c),
            most = load<f32>(y + o + at)
          let open = true
          for (let kh = 0; kh < windowHeight && open; kh++) {
            const h = oh * strideHeight + kh * dilationHeight - top
            if (h < 0 || h >= height) continue
            for (let kw = 0; kw < windowWidth && open; kw++) {
              const w = ow * strideWidth + kw * dilationWidth - left
              if (w < 0 || w >= width) continue
              const i = <usize>((n * height + h) * width + w) * row + at
              if (load<f32>(x + i) !== most) continue
              store<f32>(dx + i, load<f32>(dx + i) + load<f32>(dy + o + at))
              open = false
            }
          }
        }
      }
}
