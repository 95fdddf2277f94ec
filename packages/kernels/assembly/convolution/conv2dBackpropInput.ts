import { bytes } from '../bytes'
import { HEIGHT, multiplyTile, WIDTH } from '../tile/multiplyTile'
import { packRows } from '../tile/packRows'
import { packTransposed } from '../tile/packTransposed'
import { locateTap } from './locateTap'

/** Output positions whose gradients are packed together. */
const BLOCK: i32 = 64

function columnOf(target: usize, column: usize): usize {
  return target ? target + column : 0
}

/**
 * Adds the product of packed gradients and one panel of a filter tap to the pixels at `targets`.
 */
function addTap(
  packed: usize,
  panel: usize,
  depth: i32,
  targets: usize,
  count: i32,
  column: usize,
  columns: i32,
): void {
  for (let p = 0; p < count; p += HEIGHT) {
    const target = targets + bytes(p)
    multiplyTile(
      packed + bytes(p * depth),
      panel,
      depth,
      columnOf(load<usize>(target), column),
      columnOf(load<usize>(target, 4), column),
      columnOf(load<usize>(target, 8), column),
      columnOf(load<usize>(target, 12), column),
      columns,
    )
  }
}

/**
 * dx[n, oh s + kh - pad, ow s + kw - pad, ci] += Σ_co dy[n,oh,ow,co] W[kh,kw,ci,co]: for each tap
 * the product of dy with the transposed filter, whose rows are added to the pixels that the tap
 * read. No product has an inserted zero, whatever the stride. `dx` is zeroed by the caller.
 *
 * Scratch: 4 (kh kw 8 ceil(ci/8) co + 64 co + 64) bytes.
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
  const row = bytes(outChannels),
    panels = (channels + WIDTH - 1) / WIDTH,
    tap = <usize>(panels * WIDTH) * row
  const packed = scratch + <usize>taps * tap,
    targets = packed + <usize>BLOCK * row
  for (let t = 0; t < taps; t++)
    packTransposed(
      filter + <usize>(t * channels) * row,
      outChannels,
      channels,
      scratch + <usize>t * tap,
    )
  for (let first = 0; first < positions; first += BLOCK) {
    const count = min(BLOCK, positions - first)
    for (let p = 0; p < count; p += HEIGHT)
      packRows(
        dy + <usize>(first + p) * row,
        row,
        min(HEIGHT, count - p),
        outChannels,
        packed + <usize>p * row,
      )
    // the positions after the last one have no target
    memory.fill(targets, 0, bytes(BLOCK))
    for (let t = 0; t < taps; t++) {
      locateTap(
        targets,
        first,
        count,
        dx,
        0,
        height,
        width,
        channels,
        outHeight,
        outWidth,
        strideHeight,
        strideWidth,
        t / kernelWidth - top,
        (t % kernelWidth) - left,
      )
      for (let c = 0; c < channels; c += WIDTH)
        addTap(
          packed,
          scratch + <usize>t * tap + <usize>c * row,
          outChannels,
          targets,
          count,
          bytes(c),
          channels - c,
        )
    }
  }
}
