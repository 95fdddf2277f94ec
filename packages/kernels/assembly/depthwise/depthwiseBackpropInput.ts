import { bytes } from '../bytes'

/** dx[c] += Σ_m dy[c,m] filter[c,m]. */
function addTap(dy: usize, filter: usize, dx: usize, channels: i32, multiplier: i32): void {
  let c: i32 = 0
  if (multiplier === 1)
    for (; c + 4 <= channels; c += 4) {
      const o = bytes(c)
      v128.store(
        dx + o,
        f32x4.add(v128.load(dx + o), f32x4.mul(v128.load(dy + o), v128.load(filter + o))),
      )
    }
  for (; c < channels; c++) {
    let sum: f32 = 0
    for (let m = 0; m < multiplier; m++) {
      const o = bytes(c * multiplier + m)
      sum += load<f32>(dy + o) * load<f32>(filter + o)
    }
    const o = bytes(c)
    store<f32>(dx + o, load<f32>(dx + o) + sum)
  }
}

/**
 * dx[n, oh s + kh d - pad, ow s + kw d - pad, c] += Σ_m dy[n,oh,ow,c mult + m] W[kh,kw,c,m]. `dx`
 * is zeroed by the caller.
 */
export function depthwiseBackpropInput(
  dy: usize,
  filter: usize,
  dx: usize,
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
  const row = bytes(channels * multiplier)
  for (let n = 0; n < batch; n++)
    for (let oh = 0; oh < outHeight; oh++)
      for (let kh = 0; kh < kernelHeight; kh++) {
        const h = oh * strideHeight + kh * dilationHeight - top
        if (h < 0 || h >= height) continue
        for (let ow = 0; ow < outWidth; ow++)
          for (let kw = 0; kw < kernelWidth; kw++) {
            const w = ow * strideWidth + kw * dilationWidth - left
            if (w < 0 || w >= width) continue
            addTap(
              dy + <usize>((n * outHeight + oh) * outWidth + ow) * row,
              filter + <usize>(kh * kernelWidth + kw) * row,
              dx + bytes(((n * height + h) * width + w) * channels),
              channels,
              multiplier,
            )
          }
      }
}
