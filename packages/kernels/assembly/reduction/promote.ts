/** Elements that are summed in float32 before they are added to a float64 sum. */
export const RUN: i32 = 16

/** Adds 4 float32 lanes to 4 float64 sums. */
export function promote(sums: usize, v: v128): void {
  v128.store(sums, f64x2.add(v128.load(sums), f64x2.promote_low_f32x4(v)))
  v128.store(
    sums,
    f64x2.add(v128.load(sums, 16), f64x2.promote_low_f32x4(v128.shuffle<i32>(v, v, 2, 3, 2, 3))),
    16,
  )
}

/**
 * The sum of `count` elements `step` bytes apart, in float64: it may be finite where a sum in
 * float32 overflows.
 */
export function strictSum(x: usize, count: i32, step: usize): f64 {
  let total: f64 = 0
  for (let i = 0; i < count; i++) total += <f64>load<f32>(x + <usize>i * step)
  return total
}
