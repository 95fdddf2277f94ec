/** The size in bytes of `count` elements of float32 or int32. */
export function bytes(count: i32): usize {
  return (<usize>count) << 2
}
