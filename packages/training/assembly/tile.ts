/** Columns of a panel of the right factor: two vectors. */
export const WIDTH: i32 = 8
/** Rows of a panel of the left factor. */
export const HEIGHT: i32 = 4

function added(row: usize, low: v128, high: v128): void {
  v128.store(row, f32x4.add(v128.load(row), low))
  v128.store(row, f32x4.add(v128.load(row, 16), high), 16)
}

function addedPart(row: usize, low: v128, high: v128, columns: i32): void {
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
 * C += A B for a tile of 4 rows and 8 columns: `a` is a panel [depth][4], `b` a panel [depth][8], each row of C at an address of its own; an address 0 drops
 * the row.
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
    if (c0) added(c0, r00, r01)
    if (c1) added(c1, r10, r11)
    if (c2) added(c2, r20, r21)
    if (c3) added(c3, r30, r31)
  } else {
    if (c0) addedPart(c0, r00, r01, columns)
    if (c1) addedPart(c1, r10, r11, columns)
    if (c2) addedPart(c2, r20, r21, columns)
    if (c3) addedPart(c3, r30, r31, columns)
  }
}

/** Packs up to 4 rows, of which row r lies at `from` + r `step`, into a panel [depth][4]; missing rows are 0. */
export function packRows(from: usize, step: usize, rows: i32, depth: i32, to: usize): void {
  if (rows === 4) {
    const r1 = from + step,
      r2 = r1 + step,
      r3 = r2 + step
    let k: i32 = 0
    for (; k + 4 <= depth; k += 4) {
      const o = (<usize>k) << 2
      const a = v128.load(from + o),
        b = v128.load(r1 + o),
        c = v128.load(r2 + o),
        d = v128.load(r3 + o)
      const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5),
        cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5)
      const AB = v128.shuffle<i32>(a, b, 2, 6, 3, 7),
        CD = v128.shuffle<i32>(c, d, 2, 6, 3, 7)
      const t = to + ((<usize>k) << 4)
      v128.store(t, v128.shuffle<i64>(ab, cd, 0, 2))
      v128.store(t, v128.shuffle<i64>(ab, cd, 1, 3), 16)
      v128.store(t, v128.shuffle<i64>(AB, CD, 0, 2), 32)
      v128.store(t, v128.shuffle<i64>(AB, CD, 1, 3), 48)
    }
    for (; k < depth; k++) {
      const o = (<usize>k) << 2,
        t = to + ((<usize>k) << 4)
      store<f32>(t, load<f32>(from + o))
      store<f32>(t, load<f32>(r1 + o), 4)
      store<f32>(t, load<f32>(r2 + o), 8)
      store<f32>(t, load<f32>(r3 + o), 12)
    }
    return
  }
  for (let k = 0; k < depth; k++)
    for (let r = 0; r < 4; r++)
      store<f32>(
        to + ((<usize>(k * 4 + r)) << 2),
        r < rows ? load<f32>(from + <usize>r * step + ((<usize>k) << 2)) : 0,
      )
}

/** Packs the columns [first, first + 8) of a matrix [depth][columns] into a panel [depth][8]; missing columns are 0. */
export function packColumns(from: usize, depth: i32, columns: i32, first: i32, to: usize): void {
  const valid = min(WIDTH, columns - first),
    step = (<usize>columns) << 2
  let source = from + ((<usize>first) << 2)
  for (let k = 0; k < depth; k++) {
    if (valid === WIDTH) {
      v128.store(to, v128.load(source))
      v128.store(to, v128.load(source, 16), 16)
    } else
      for (let j = 0; j < WIDTH; j++)
        store<f32>(to + ((<usize>j) << 2), j < valid ? load<f32>(source + ((<usize>j) << 2)) : 0)
    source += step
    to += 32
  }
}

/** Packs 8 rows of a matrix [rows][depth], the columns of its transpose, into a panel [depth][8]; missing rows are 0. */
export function packTransposed(from: usize, depth: i32, rows: i32, first: i32, to: usize): void {
  const valid = min(WIDTH, rows - first),
    step = (<usize>depth) << 2
  const source = from + <usize>first * step
  for (let k = 0; k < depth; k++)
    for (let j = 0; j < WIDTH; j++)
      store<f32>(
        to + ((<usize>(k * WIDTH + j)) << 2),
        j < valid ? load<f32>(source + <usize>j * step + ((<usize>k) << 2)) : 0,
      )
}
