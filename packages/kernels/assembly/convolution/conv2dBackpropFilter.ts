import { bytes } from '../bytes'
import { multiplyPanel } from '../tile/multiplyPanel'
import { HEIGHT, WIDTH } from '../tile/multiplyTile'
import { packColumns } from '../tile/packColumns'
import { locateTap } from './locateTap'

/** Output positions whose products are summed in registers. */
const DEPTH: i32 = 256

/** Copies up to 4 channels of each pixel into a panel [depth][4]; missing channels are 0. */
function packPixels(sources: usize, at: usize, rows: i32, depth: i32, to: usize): void {
  for (let p = 0; p < depth; p++) {
    const source = load<usize>(sources + bytes(p)) + at
    if (rows === HEIGHT) v128.store(to, v128.load(source))
    else {
      store<f32>(to, load<f32>(source))
      store<f32>(to, rows > 1 ? load<f32>(source, 4) : 0, 4)
      store<f32>(to, rows > 2 ? load<f32>(source, 8) : 0, 8)
      store<f32>(to, 0, 12)
    }
    to += bytes(HEIGHT)
  }
}

/**
 * dW[kh,kw,ci,co] += Σ x[n, oh s + kh - pad, ow s + kw - pad, ci] dy[n,oh,ow,co] over all output
 * positions: the product of the transposed patches with dy. Panels of 4 channels are gathered from
 * x as they are needed. `dw` is zeroed by the caller.
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
  const patch = scratch + bytes(panels * WIDTH * DEPTH)
  const sources = patch + bytes(HEIGHT * DEPTH)
  const zeros = sources + bytes(DEPTH)
  const row = bytes(outChannels)
  memory.fill(zeros, 0, bytes(channels + 4))
  for (let first = 0; first < positions; first += DEPTH) {
    const depth = min(DEPTH, positions - first)
    packColumns(dy + <usize>first * row, depth, outChannels, scratch)
    for (let kh = 0; kh < kernelHeight; kh++)
      for (let kw = 0; kw < kernelWidth; kw++) {
        locateTap(
          sources,
          first,
          depth,
          x,
          zeros,
          height,
          width,
          channels,
          outHeight,
          outWidth,
          strideHeight,
          strideWidth,
          kh - top,
          kw - left,
        )
        const tap = dw + <usize>((kh * kernelWidth + kw) * channels) * row
        for (let c = 0; c < channels; c += HEIGHT) {
          const rows = min(HEIGHT, channels - c)
          packPixels(sources, bytes(c), rows, depth, patch)
          multiplyPanel(patch, scratch, depth, tap + <usize>c * row, rows, outChannels)
        }
      }
  }
}
