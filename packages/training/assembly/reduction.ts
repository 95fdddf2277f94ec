/** Elements that are added up in float32 before they join a float64 sum. */
const RUN: i32 = 16

function lanes(v: v128): f64 {
  return (
    <f64>f32x4.extract_lane(v, 0) +
    <f64>f32x4.extract_lane(v, 1) +
    (<f64>f32x4.extract_lane(v, 2) + <f64>f32x4.extract_lane(v, 3))
  )
}

/** The sum of `size` neighbours: runs of 4 × 16 in float32, their sums in float64. */
function sumOf(x: usize, size: i32): f64 {
  let total: f64 = 0,
    i: i32 = 0
  while (i + 4 <= size) {
    const end = min(size - 3, i + 4 * RUN)
    let sum = f32x4.splat(0)
    for (; i < end; i += 4) sum = f32x4.add(sum, v128.load(x + ((<usize>i) << 2)))
    total += lanes(sum)
  }
  for (; i < size; i++) total += <f64>load<f32>(x + ((<usize>i) << 2))
  return total
}

/** out[r] = scale · the sum of the row r of x [rows][columns]. */
export function sumOfRows(x: usize, out: usize, rows: i32, columns: i32, scale: f64): void {
  for (let r = 0; r < rows; r++)
    store<f32>(
      out + ((<usize>r) << 2),
      <f32>(scale * sumOf(x + ((<usize>(r * columns)) << 2), columns)),
    )
}

/** Adds the columns [0, columns) of x, rows `step` bytes apart, to float64 sums: runs of 16 rows in float32. */
export function addColumns(x: usize, sums: usize, rows: i32, columns: i32, step: usize): void {
  let c: i32 = 0
  for (; c + 8 <= columns; c += 8)
    for (let r = 0; r < rows; r += RUN) {
      let at = x + <usize>r * step + ((<usize>c) << 2),
        a = f32x4.splat(0),
        b = a
      for (let end = min(rows, r + RUN), i = r; i < end; i++) {
        a = f32x4.add(a, v128.load(at))
        b = f32x4.add(b, v128.load(at, 16))
        at += step
      }
      promote(sums + ((<usize>c) << 3), a)
      promote(sums + ((<usize>(c + 4)) << 3), b)
    }
  for (; c < columns; c++) {
    let total: f64 = 0
    for (let r = 0; r < rows; r++) total += <f64>load<f32>(x + <usize>r * step + ((<usize>c) << 2))
    store<f64>(sums + ((<usize>c) << 3), load<f64>(sums + ((<usize>c) << 3)) + total)
  }
}

/** Adds 4 float32 lanes to 4 float64 sums. */
export function promote(sums: usize, v: v128): void {
  v128.store(sums, f64x2.add(v128.load(sums), f64x2.promote_low_f32x4(v)))
  v128.store(
    sums,
    f64x2.add(v128.load(sums, 16), f64x2.promote_low_f32x4(v128.shuffle<i32>(v, v, 2, 3, 2, 3))),
    16,
  )
}

/** out[o,c] = scale · the sum over r of x [outer][rows][columns]. Scratch: 8 columns bytes. */
export function sumOfColumns(
  x: usize,
  out: usize,
  scratch: usize,
  outer: i32,
  rows: i32,
  columns: i32,
  scale: f64,
): void {
  const row = (<usize>columns) << 2
  for (let o = 0; o < outer; o++) {
    memory.fill(scratch, 0, (<usize>columns) << 3)
    addColumns(x + <usize>(o * rows) * row, scratch, rows, columns, row)
    for (let c = 0; c < columns; c++)
      store<f32>(
        out + <usize>o * row + ((<usize>c) << 2),
        <f32>(scale * load<f64>(scratch + ((<usize>c) << 3))),
      )
  }
}
