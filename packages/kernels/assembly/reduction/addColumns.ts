import { bytes } from '../bytes'
import { promote, RUN } from './promote'

/** Adds the columns of x [rows][columns] to float64 sums: runs of 16 rows in float32. */
export function addColumns(x: usize, sums: usize, rows: i32, columns: i32): void {
  const step = bytes(columns)
  let c: i32 = 0
  for (; c + 8 <= columns; c += 8)
    for (let r = 0; r < rows; r += RUN) {
      let at = x + <usize>r * step + bytes(c),
        a = f32x4.splat(0),
        b = a
      for (let end = min(rows, r + RUN), i = r; i < end; i++) {
        a = f32x4.add(a, v128.load(at))
        b = f32x4.add(b, v128.load(at, 16))
        at += step
      }
      promote(sums + 2 * bytes(c), a)
      promote(sums + 2 * bytes(c + 4), b)
    }
  for (; c < columns; c++) {
    let total: f64 = 0
    for (let r = 0; r < rows; r++) total += <f64>load<f32>(x + <usize>r * step + bytes(c))
    const sum = sums + 2 * bytes(c)
    store<f64>(sum, load<f64>(sum) + total)
  }
}
