import { bytes } from './bytes'
import { addTo } from './vector/addTo'

/**
 * out[ids[i], :] += x[i, :]; an id outside [0, segments) is ignored. `out` is zeroed by the caller.
 */
export function segmentSum(
  x: usize,
  ids: usize,
  out: usize,
  rows: i32,
  inner: i32,
  segments: i32,
): void {
  for (let i = 0; i < rows; i++) {
    const id = load<i32>(ids + bytes(i))
    if (id < 0 || id >= segments) continue
    addTo(out + <usize>id * bytes(inner), x + <usize>i * bytes(inner), inner)
  }
}
