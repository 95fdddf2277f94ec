import { bytes } from '../bytes'

/** to[i] += from[i]. */
export function addTo(to: usize, from: usize, size: i32): void {
  let i: i32 = 0
  for (; i + 4 <= size; i += 4) {
    const o = bytes(i)
    v128.store(to + o, f32x4.add(v128.load(to + o), v128.load(from + o)))
  }
  for (; i < size; i++) {
    const o = bytes(i)
    store<f32>(to + o, load<f32>(to + o) + load<f32>(from + o))
  }
}
