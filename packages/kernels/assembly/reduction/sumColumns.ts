import { bytes } from '../bytes'
import { addColumns } from './addColumns'
import { strictSum } from './promote'

/** out[o,c] = scale Σ_r x[o,r,c] for x [outer][rows][columns]. Scratch: 8 columns bytes. */
export function sumColumns(
  x: usize,
  out: usize,
  scratch: usize,
  outer: i32,
  rows: i32,
  columns: i32,
  scale: f64,
): void {
  const row = bytes(columns)
  for (let o = 0; o < outer; o++) {
    const from = x + <usize>(o * rows) * row
    memory.fill(scratch, 0, 2 * row)
    addColumns(from, scratch, rows, columns)
    for (let c = 0; c < columns; c++) {
      let sum = load<f64>(scratch + 2 * bytes(c))
      if (!F64.isFinite(sum)) sum = strictSum(from + bytes(c), rows, row)
      store<f32>(out + <usize>o * row + bytes(c), <f32>(scale * sum))
    }
  }
}
