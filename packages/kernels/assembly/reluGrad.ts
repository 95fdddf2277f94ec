import { bytes } from './bytes'

/** dx = dy where x > 0, else 0, also where x is NaN. */
export function reluGrad(dy: usize, x: usize, dx: usize, size: i32): void {
  const none = f32x4.splat(0)
  let i: i32 = 0
  for (; i + 4 <= size; i += 4) {
    const o = bytes(i)
    v128.store(dx + o, v128.and(v128.load(dy + o), f32x4.gt(v128.load(x + o), none)))
  }
  for (; i < size; i++) {
    const o = bytes(i)
    store<f32>(dx + o, load<f32>(x + o) > 0 ? load<f32>(dy + o) : 0)
  }
}
