import { bytes } from '../bytes'
import { addTo } from '../vector/addTo'

/** sums[c,m] += x[c] dy[c,m]. */
function addProducts(x: usize, dy: usize, sums: usize, channels: i32, multiplier: i32): void {
  let c: i32 = 0
  if (multiplier === 1)
    for (; c + 4 <= channels; c += 4) {
      const o = bytes(c)
      v128.store(
        sums + o,
        f32x4.add(v128.load(sums + o), f32x4.mul(v128.load(x + o), v128.load(dy + o))),
      )
    }
  for (; c < channels; c++) {
    const value = load<f32>(x + bytes(c))
    for (let m = 0; m < multiplier; m++) {
      const o = bytes(c * multiplier + m)
      store<f32>(sums + o, load<f32>(sums + o) + value * load<f32>(dy + o))
    }
  }
}

/**
 * dW[kh,kw,c,m] += Σ x[n, oh s + kh d - pad, ow s + kw d - pad, c] dy[n,oh,ow,c mult + m]. `dw` is
 * zeroed by the caller. Each row of the output is summed by itself, so that the error does not grow
 * with the batch.
 *
 * Scratch: 4 c mult bytes.
 */
export function depthwiseBackpropFilter(
  x: usize,
  dy: usize,
  dw: usize,
  sums: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  multiplier: i32,
  outHeight: i32,
  outWidth: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  dilationHeight: i32,
  dilationWidth: i32,
  top: i32,
  left: i32,
): void {
  const size = channels * multiplier,
    row = bytes(size)
  for (let n = 0; n < batch; n++)
    for (let oh = 0; oh < outHeight; oh++)
      for (let kh = 0; kh < kernelHeight; kh++) {
        const h = oh * strideHeight + kh * dilationHeight - top
        if (h < 0 || h >= height) continue
        for (let kw = 0; kw < kernelWidth; kw++) {
          memory.fill(sums, 0, row)
          for (let ow = 0; ow < outWidth; ow++) {
            const w = ow * strideWidth + kw * dilationWidth - left
            if (w < 0 || w >= width) continue
            addProducts(
              x + bytes(((n * height + h) * width + w) * channels),
              dy + <usize>((n * outHeight + oh) * outWidth + ow) * row,
              sums,
              channels,
              multiplier,
            )
          }
          addTo(dw + <usize>(kh * kernelWidth + kw) * row, sums, size)
        }
      }
}
