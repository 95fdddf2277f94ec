/** `count` lanes in [1, 4] from memory; the others are `other`. */
export function loadPart(from: usize, count: i32, other: f32): v128 {
  let v = f32x4.splat(other)
  v = f32x4.replace_lane(v, 0, load<f32>(from))
  if (count > 1) v = f32x4.replace_lane(v, 1, load<f32>(from, 4))
  if (count > 2) v = f32x4.replace_lane(v, 2, load<f32>(from, 8))
  if (count > 3) v = f32x4.replace_lane(v, 3, load<f32>(from, 12))
  return v
}

/** Stores the first `count` lanes. */
export function storePart(to: usize, v: v128, count: i32): void {
  store<f32>(to, f32x4.extract_lane(v, 0))
  if (count > 1) store<f32>(to, f32x4.extract_lane(v, 1), 4)
  if (count > 2) store<f32>(to, f32x4.extract_lane(v, 2), 8)
  if (count > 3) store<f32>(to, f32x4.extract_lane(v, 3), 12)
}

/** Up to 4 numbers from memory; missing lanes are 0. */
export function load4(from: usize, count: i32): v128 {
  return count >= 4 ? v128.load(from) : loadPart(from, count, 0)
}

/** Stores up to 4 lanes. */
export function store4(to: usize, v: v128, count: i32): void {
  if (count >= 4) v128.store(to, v)
  else storePart(to, v, count)
}
