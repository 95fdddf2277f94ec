/** out[ids[i], :] += x[i, :]; an id outside [0, segments) is dropped. `out` is zeroed by the caller. */
export function segmentSum(
  x: usize,
  ids: usize,
  out: usize,
  rows: i32,
  inner: i32,
  segments: i32,
): void {
  const bytes = (<usize>inner) << 2
  for (let i = 0; i < rows; i++) {
    const id = load<i32>(ids + ((<usize>i) << 2))
    if (id < 0 || id >= segments) continue
    const from = x + <usize>i * bytes,
      to = out + <usize>id * bytes
    let k: i32 = 0
    for (; k + 4 <= inner; k += 4) {
      const o = (<usize>k) << 2
      v128.store(to + o, f32x4.add(v128.load(to + o), v128.load(from + o)))
    }
    for (; k < inner; k++) {
      const o = (<usize>k) << 2
      store<f32>(to + o, load<f32>(to + o) + load<f32>(from + o))
    }
  }
}
