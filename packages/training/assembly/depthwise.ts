/**
 * Both gradients of a depthwise convolution walk over its taps. Here that of the filter: dW[kh,kw,c,m] += x[n, oh s + kh d - pad, …, c] dy[n,oh,ow,c mult + m].
 * `dw` is zeroed by the caller; each row of the output is added up on its own, so that the error does not grow with the batch.
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
    bytes = (<usize>size) << 2
  for (let n = 0; n < batch; n++)
    for (let oh = 0; oh < outHeight; oh++)
      for (let kh = 0; kh < kernelHeight; kh++) {
        const h = oh * strideHeight + kh * dilationHeight - top
        if (h < 0 || h >= height) continue
        for (let kw = 0; kw < kernelWidth; kw++) {
          memory.fill(sums, 0, bytes)
          for (let ow = 0; ow < outWidth; ow++) {
            const w = ow * strideWidth + kw * dilationWidth - left
            if (w < 0 || w >= width) continue
            addProducts(
              x + ((<usize>(((n * height + h) * width + w) * channels)) << 2),
              dy + <usize>((n * outHeight + oh) * outWidth + ow) * bytes,
              sums,
              channels,
              multiplier,
            )
          }
          addTo(dw + <usize>(kh * kernelWidth + kw) * bytes, sums, size)
        }
      }
}

function addProducts(x: usize, dy: usize, sums: usize, channels: i32, multiplier: i32): void {
  let c: i32 = 0
  if (multiplier === 1)
    for (; c + 4 <= channels; c += 4) {
      const o = (<usize>c) << 2
      v128.store(
        sums + o,
        f32x4.add(v128.load(sums + o), f32x4.mul(v128.load(x + o), v128.load(dy + o))),
      )
    }
  for (; c < channels; c++) {
    const value = load<f32>(x + ((<usize>c) << 2))
    for (let m = 0; m < multiplier; m++) {
      const o = (<usize>(c * multiplier + m)) << 2
      store<f32>(sums + o, load<f32>(sums + o) + value * load<f32>(dy + o))
    }
  }
}

function addTo(to: usize, from: usize, size: i32): void {
  let i: i32 = 0
  for (; i + 4 <= size; i += 4) {
    const o = (<usize>i) << 2
    v128.store(to + o, f32x4.add(v128.load(to + o), v128.load(from + o)))
  }
  for (; i < size; i++) {
    const o = (<usize>i) << 2
    store<f32>(to + o, load<f32>(to + o) + load<f32>(from + o))
  }
}

/** dx[n, oh s + kh d - pad, …, c] += sum over m of dy[n,oh,ow,c mult + m] W[kh,kw,c,m]. `dx` is zeroed by the caller. */
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
  const bytes = (<usize>(channels * multiplier)) << 2
  for (let n = 0; n < batch; n++)
    for (let oh = 0; oh < outHeight; oh++)
      for (let kh = 0; kh < kernelHeight; kh++) {
        const h = oh * strideHeight + kh * dilationHeight - top
        if (h < 0 || h >= height) continue
        for (let ow = 0; ow < outWidth; ow++)
          for (let kw = 0; kw < kernelWidth; kw++) {
            const w = ow * strideWidth + kw * dilationWidth - left
            if (w < 0 || w >= width) continue
            spread(
              dy + <usize>((n * outHeight + oh) * outWidth + ow) * bytes,
              filter + <usize>(kh * kernelWidth + kw) * bytes,
              dx + ((<usize>(((n * height + h) * width + w) * channels)) << 2),
              channels,
              multiplier,
            )
          }
      }
}

function spread(dy: usize, filter: usize, dx: usize, channels: i32, multiplier: i32): void {
  let c: i32 = 0
  if (multiplier === 1)
    for (; c + 4 <= channels; c += 4) {
      const o = (<usize>c) << 2
      v128.store(
        dx + o,
        f32x4.add(v128.load(dx + o), f32x4.mul(v128.load(dy + o), v128.load(filter + o))),
      )
    }
  for (; c < channels; c++) {
    let sum: f32 = 0
    for (let m = 0; m < multiplier; m++) {
      const o = (<usize>(c * multiplier + m)) << 2
      sum += load<f32>(dy + o) * load<f32>(filter + o)
    }
    const o = (<usize>c) << 2
    store<f32>(dx + o, load<f32>(dx + o) + sum)
  }
}
