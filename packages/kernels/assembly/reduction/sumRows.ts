import { bytes } from '../bytes'
import { RUN, strictSum } from './promote'

function addLanes(v: v128): f64 {
  return (
    <f64>f32x4.extract_lane(v, 0) +
    <f64>f32x4.extract_lane(v, 1) +
    (<f64>f32x4.extract_lane(v, 2) + <f64>f32x4.extract_lane(v, 3))
  )
}

/** The sum of `size` contiguous elements: runs of 4 × 16 in float32, their sums in float64. */
function sumOf(x: usize, size: i32): f64 {
  let total: f64 = 0,
    i: i32 = 0
  while (i + 4 <= size) {
    const end = min(size - 3, i + 4 * RUN)
    let sum = f32x4.splat(0)
    for (; i < end; i += 4) sum = f32x4.add(sum, v128.load(x + bytes(i)))
    total += addLanes(sum)
  }
  for (; i < size; i++) total += <f64>load<f32>(x + bytes(i))
  return F64.isFinite(total) ? total : strictSum(x, size, 4)
}

/** out[r] = scale Σ_c x[r,c] for x [rows][columns]. */
export function sumRows(x: usize, out: usize, rows: i32, columns: i32, scale: f64): void {
  for (let r = 0; r < rows; r++)
    store<f32>(out + bytes(r), <f32>(scale * sumOf(x + bytes(r * columns), columns)))
}
