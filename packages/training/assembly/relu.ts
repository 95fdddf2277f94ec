/** dx = dy where x > 0, else 0: a NaN of x stops the gradient as stock TensorFlow.js's step does not; see the kernel. */
export function reluGrad(dy: usize, x: usize, dx: usize, size: i32): void {
  const none = f32x4.splat(0)
  let i: i32 = 0
  for (; i + 4 <= size; i += 4) {
    const o = (<usize>i) << 2
    v128.store(dx + o, v128.and(v128.load(dy + o), f32x4.gt(v128.load(x + o), none)))
  }
  for (; i < size; i++) {
    const o = (<usize>i) << 2
    store<f32>(dx + o, load<f32>(x + o) > 0 ? load<f32>(dy + o) : 0)
  }
}
