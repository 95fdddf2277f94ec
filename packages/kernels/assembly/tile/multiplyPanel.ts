import { bytes } from '../bytes'
import { multiplyTile, WIDTH } from './multiplyTile'

/**
 * C += A B for 1 to 4 consecutive rows of C [rows][columns]. `a` is a panel [depth][4], `b` the
 * panels [depth][8] of all columns.
 */
export function multiplyPanel(
  a: usize,
  b: usize,
  depth: i32,
  c: usize,
  rows: i32,
  columns: i32,
): void {
  const row = bytes(columns)
  for (let j = 0; j < columns; j += WIDTH) {
    const c0 = c + bytes(j)
    multiplyTile(
      a,
      b + bytes(j * depth),
      depth,
      c0,
      rows > 1 ? c0 + row : 0,
      rows > 2 ? c0 + 2 * row : 0,
      rows > 3 ? c0 + 3 * row : 0,
      columns - j,
    )
  }
}
