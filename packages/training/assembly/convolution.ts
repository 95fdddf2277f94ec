import { HEIGHT, multiplyTile, packColumns, packRows, packTransposed, WIDTH } from './tile'

/** Positions of the output whose products are added up in registers. */
const DEPTH: i32 = 256
/** Positions whose gradients are packed together. */
const BLOCK: i32 = 64

/**
 * dW[kh,kw,ci,co] += sum over positions of x[n, oh s + kh - pad, ow s + kw - pad, ci] dy[n,oh,ow,co]: a product of the transposed patches with dy, whose
 * panels of 4 channels are gathered from x as they are needed. `dw` is zeroed by the caller.
 *
 * Scratch: 4 (8 ceil(co/8) 256 + 4 · 256 + 256 + ci + 4) bytes.
 */
export function conv2dBackpropFilter(
  x: usize,
  dy: usize,
  dw: usize,
  scratch: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  outChannels: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  top: i32,
  left: i32,
): void {
  const positions = batch * outHeight * outWidth
  const panels = (outChannels + WIDTH - 1) / WIDTH
  const right = scratch
  const patch = right + ((<usize>(panels * WIDTH * DEPTH)) << 2)
  const sources = patch + ((<usize>(HEIGHT * DEPTH)) << 2)
  const nothing = sources + ((<usize>DEPTH) << 2)
  memory.fill(nothing, 0, (<usize>(channels + 4)) << 2)
  const row = (<usize>outChannels) << 2
  for (let first = 0; first < positions; first += DEPTH) {
    const depth = min(DEPTH, positions - first)
    for (let j = 0; j < panels; j++)
      packColumns(
        dy + <usize>first * row,
        depth,
        outChannels,
        j * WIDTH,
        right + ((<usize>(j * WIDTH * depth)) << 2),
      )
    for (let kh = 0; kh < kernelHeight; kh++)
      for (let kw = 0; kw < kernelWidth; kw++) {
        let ow = first % outWidth,
          oh = (first / outWidth) % outHeight,
          n = first / (outWidth * outHeight)
        for (let p = 0; p < depth; p++) {
          const h = oh * strideHeight + kh - top,
            w = ow * strideWidth + kw - left
          const inside = h >= 0 && h < height && w >= 0 && w < width
          store<usize>(
            sources + ((<usize>p) << 2),
            inside ? x + ((<usize>(((n * height + h) * width + w) * channels)) << 2) : nothing,
          )
          if (++ow === outWidth) {
            ow = 0
            if (++oh === outHeight) {
              oh = 0
              n++
            }
          }
        }
        const tap = dw + <usize>((kh * kernelWidth + kw) * channels) * row
        for (let c = 0; c < channels; c += HEIGHT) {
          const rows = min(HEIGHT, channels - c),
            at = (<usize>c) << 2
          if (rows === HEIGHT)
            for (let p = 0; p < depth; p++)
              v128.store(
                patch + ((<usize>p) << 4),
                v128.load(load<usize>(sources + ((<usize>p) << 2)) + at),
              )
          else
            for (let p = 0; p < depth; p++) {
              const source = load<usize>(sources + ((<usize>p) << 2)) + at,
                to = patch + ((<usize>p) << 4)
              store<f32>(to, load<f32>(source))
              store<f32>(to, rows > 1 ? load<f32>(source, 4) : 0, 4)
              store<f32>(to, rows > 2 ? load<f32>(source, 8) : 0, 8)
              store<f32>(to, 0, 12)
            }
          const out = tap + <usize>c * row
          for (let j = 0; j < panels; j++) {
            const o = out + ((<usize>(j * WIDTH)) << 2)
            multiplyTile(
              patch,
              right + ((<usize>(j * WIDTH * depth)) << 2),
              depth,
              o,
              rows > 1 ? o + row : 0,
              rows > 2 ? o + 2 * row : 0,
              rows > 3 ? o + 3 * row : 0,
              outChannels - j * WIDTH,
            )
          }
        }
      }
  }
}

/** Where the gradient of an output position goes for one tap; 0 outside. */
function target(
  position: i32,
  positions: i32,
  dx: usize,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  up: i32,
  back: i32,
): usize {
  if (position >= positions) return 0
  const ow = position % outWidth,
    rest = position / outWidth,
    oh = rest % outHeight,
    n = rest / outHeight
  const h = oh * strideHeight + up,
    w = ow * strideWidth + back
  if (h < 0 || h >= height || w < 0 || w >= width) return 0
  return dx + ((<usize>(((n * height + h) * width + w) * channels)) << 2)
}

function at(to: usize, column: usize): usize {
  return to ? to + column : 0
}

/**
 * dx[n, oh s + kh - pad, ow s + kw - pad, ci] += sum over co of dy[n,oh,ow,co] W[kh,kw,ci,co]: per tap a product of dy with the transposed filter, whose rows
 * are added where the tap sends them; no product with an inserted zero, whatever the stride. `dx` is zeroed by the caller.
 *
 * Scratch: 4 (kh kw 8 ceil(ci/8) co + 64 co) bytes.
 */
export function conv2dBackpropInput(
  dy: usize,
  filter: usize,
  dx: usize,
  scratch: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  outChannels: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  top: i32,
  left: i32,
): void {
  const positions = batch * outHeight * outWidth,
    taps = kernelHeight * kernelWidth
  const panels = (channels + WIDTH - 1) / WIDTH,
    panel = (<usize>(outChannels * WIDTH)) << 2,
    group = (<usize>(outChannels * HEIGHT)) << 2
  const row = (<usize>outChannels) << 2,
    packed = scratch + <usize>(taps * panels) * panel
  for (let t = 0; t < taps; t++)
    for (let j = 0; j < panels; j++)
      packTransposed(
        filter + <usize>(t * channels) * row,
        outChannels,
        channels,
        j * WIDTH,
        scratch + <usize>(t * panels + j) * panel,
      )
  for (let first = 0; first < positions; first += BLOCK) {
    const count = min(BLOCK, positions - first)
    for (let p = 0; p < count; p += HEIGHT)
      packRows(
        dy + <usize>(first + p) * row,
        row,
        min(HEIGHT, count - p),
        outChannels,
        packed + <usize>(p / HEIGHT) * group,
      )
    for (let t = 0; t < taps; t++) {
      const up = t / kernelWidth - top,
        back = (t % kernelWidth) - left
      for (let j = 0; j < panels; j++) {
        const right = scratch + <usize>(t * panels + j) * panel,
          column = (<usize>(j * WIDTH)) << 2
        for (let p = 0; p < count; p += HEIGHT) {
          const q = first + p,
            end = first + count
          multiplyTile(
            packed + <usize>(p / HEIGHT) * group,
            right,
            outChannels,
            at(
              target(
                q,
                end,
                dx,
                height,
                width,
                channels,
                outHeight,
                outWidth,
                strideHeight,
                strideWidth,
                up,
                back,
              ),
              column,
            ),
            at(
              target(
                q + 1,
                end,
                dx,
                height,
                width,
                channels,
                outHeight,
                outWidth,
                strideHeight,
                strideWidth,
                up,
                back,
              ),
              column,
            ),
            at(
              target(
                q + 2,
                end,
                dx,
                height,
                width,
                channels,
                outHeight,
                outWidth,
                strideHeight,
                strideWidth,
                up,
                back,
              ),
              column,
            ),
            at(
              target(
                q + 3,
                end,
                dx,
                height,
                width,
                channels,
                outHeight,
                outWidth,
                strideHeight,
                strideWidth,
                up,
                back,
              ),
              column,
            ),
            channels - j * WIDTH,
          )
        }
      }
    }
  }
}

/** [kh,kw,ci,co] reversed over its taps, with input and output channels exchanged: the filter of the transposed convolution of stride 1. */
export function flipFilter(
  filter: usize,
  to: usize,
  taps: i32,
  channels: i32,
  outChannels: i32,
): void {
  for (let t = 0; t < taps; t++) {
    const from = filter + ((<usize>((taps - 1 - t) * channels * outChannels)) << 2),
      tap = to + ((<usize>(t * channels * outChannels)) << 2)
    for (let o = 0; o < outChannels; o++)
      for (let c = 0; c < channels; c++)
        store<f32>(
          tap + ((<usize>(o * channels + c)) << 2),
          load<f32>(from + ((<usize>(c * outChannels + o)) << 2)),
        )
  }
}
