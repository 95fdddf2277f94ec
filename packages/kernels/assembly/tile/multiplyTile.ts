/** Columns of a panel of the right factor: two vectors. */
export const WIDTH: i32 = 8
/** Rows of a panel of the left factor. */
export const HEIGHT: i32 = 4

function addRow(row: usize, low: v128, high: v128): void {
  v128.store(row, f32x4.add(v128.load(row), low))
  v128.store(row, f32x4.add(v128.load(row, 16), high), 16)
}

/** As {@link addRow}, for fewer than 8 columns. */
function addRowPart(row: usize, low: v128, high: v128, columns: i32): void {
  if (columns >= 4) {
    v128.store(row, f32x4.add(v128.load(row), low))
    if (columns > 4) store<f32>(row, load<f32>(row, 16) + f32x4.extract_lane(high, 0), 16)
    if (columns > 5) store<f32>(row, load<f32>(row, 20) + f32x4.extract_lane(high, 1), 20)
    if (columns > 6) store<f32>(row, load<f32>(row, 24) + f32x4.extract_lane(high, 2), 24)
    return
  }
  store<f32>(row, load<f32>(row) + f32x4.extract_lane(low, 0))
  if (columns > 1) store<f32>(row, load<f32>(row, 4) + f32x4.extract_lane(low, 1), 4)
  if (columns > 2) store<f32>(row, load<f32>(row, 8) + f32x4.extract_lane(low, 2), 8)
}

/**
 * C += A B for a tile of 4 rows and 8 columns. `a` is a panel [depth][4], `b` a panel [depth][8].
 * Each row of C has its own address; the address 0 skips the row.
 */
export function multiplyTile(
  a: usize,
  b: usize,
  depth: i32,
  c0: usize,
  c1: usize,
  c2: usize,
  c3: usize,
  columns: i32,
): void {
  let r00 = f32x4.splat(0),
    r01 = r00,
    r10 = r00,
    r11 = r00,
    r20 = r00,
    r21 = r00,
    r30 = r00,
    r31 = r00
  for (let k = 0; k < depth; k++) {
    const b0 = v128.load(b),
      b1 = v128.load(b, 16)
    let s = v128.load32_splat(a)
    r00 = f32x4.add(r00, f32x4.mul(s, b0))
    r01 = f32x4.add(r01, f32x4.mul(s, b1))
    s = v128.load32_splat(a, 4)
    r10 = f32x4.add(r10, f32x4.mul(s, b0))
    r11 = f32x4.add(r11, f32x4.mul(s, b1))
    s = v128.load32_splat(a, 8)
    r20 = f32x4.add(r20, f32x4.mul(s, b0))
    r21 = f32x4.add(r21, f32x4.mul(s, b1))
    s = v128.load32_splat(a, 12)
    r30 = f32x4.add(r30, f32x4.mul(s, b0))
    r31 = f32x4.add(r31, f32x4.mul(s, b1))
    a += 16
    b += 32
  }
  if (columns >= WIDTH) {
    if (c0) addRow(c0, r00, r01)
    if (c1) addRow(c1, r10, r11)
    if (c2) addRow(c2, r20, r21)
    if (c3) addRow(c3, r30, r31)
  } else {
    if (c0) addRowPart(c0, r00, r01, columns)
    if (c1) addRowPart(c1, r10, r11, columns)
    if (c2) addRowPart(c2, r20, r21, columns)
    if (c3) addRowPart(c3, r30, r31, columns)
  }
}
