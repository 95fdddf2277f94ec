/** dx: the gradient of each window goes to the first of its elements, row by row, that equals the maximum. `dx` is zeroed by the caller. */
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
  const row = (<usize>channels) << 2
  for (let n = 0; n < batch; n++)
    for (let oh = 0; oh < outHeight; oh++)
      for (let ow = 0; ow < outWidth; ow++) {
        const o = <usize>((n * outHeight + oh) * outWidth + ow) * row
        let c: i32 = 0
        for (; c + 4 <= channels; c += 4) {
          const at = (<usize>c) << 2,
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
          const at = (<usize>c) << 2,
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

function within(count: i32, start: i32, size: i32): i32 {
  return min(size, start + count) - max(0, start)
}

/** dx: the gradient of each window, over the elements that lie inside the image, in equal parts. `dx` is zeroed by the caller. */
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
  const row = (<usize>channels) << 2
  for (let n = 0; n < batch; n++)
    for (let oh = 0; oh < outHeight; oh++)
      for (let ow = 0; ow < outWidth; ow++) {
        const h0 = oh * strideHeight - top,
          w0 = ow * strideWidth - left
        const part =
            <f32>1 / <f32>(within(windowHeight, h0, height) * within(windowWidth, w0, width)),
          parts = f32x4.splat(part)
        const from = dy + <usize>((n * outHeight + oh) * outWidth + ow) * row
        for (let h = max(0, h0); h < min(height, h0 + windowHeight); h++)
          for (let w = max(0, w0); w < min(width, w0 + windowWidth); w++) {
            const to = dx + <usize>((n * height + h) * width + w) * row
            let c: i32 = 0
            for (; c + 4 <= channels; c += 4) {
              const at = (<usize>c) << 2
              v128.store(
                to + at,
                f32x4.add(v128.load(to + at), f32x4.mul(v128.load(from + at), parts)),
              )
            }
            for (; c < channels; c++) {
              const at = (<usize>c) << 2
              store<f32>(to + at, load<f32>(to + at) + load<f32>(from + at) * part)
            }
          }
      }
}
