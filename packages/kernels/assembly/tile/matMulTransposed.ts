import { bytes } from '../bytes'
import { multiplyPanel } from './multiplyPanel'
import { HEIGHT, WIDTH } from './multiplyTile'
import { packColumns } from './packColumns'

/** Rows whose products are summed in registers. */
const DEPTH: i32 = 256

/** Copies 4 columns of A [depth][m] into a panel [depth][4]; missing columns are 0. */
function packPanel(a: usize, m: i32, rows: i32, depth: i32, to: usize): void {
  for (let d = 0; d < depth; d++) {
    if (rows === HEIGHT) v128.store(to, v128.load(a))
    else
      for (let r = 0; r < HEIGHT; r++)
        store<f32>(to + bytes(r), r < rows ? load<f32>(a + bytes(r)) : 0)
    a += bytes(m)
    to += bytes(HEIGHT)
  }
}

/**
 * C[m,n] += Σ_k A[k,m] B[k,n], the product with the transposed left factor, without a transposed
 * copy. `c` is zeroed by the caller.
 *
 * Scratch: 4 (8 ceil(n/8) 256 + 4 · 256) bytes.
 */
export function matMulTransposed(
  a: usize,
  b: usize,
  c: usize,
  scratch: usize,
  m: i32,
  k: i32,
  n: i32,
): void {
  const panels = (n + WIDTH - 1) / WIDTH
  const left = scratch + bytes(panels * WIDTH * DEPTH)
  for (let first = 0; first < k; first += DEPTH) {
    const depth = min(DEPTH, k - first)
    packColumns(b + <usize>first * bytes(n), depth, n, scratch)
    for (let i = 0; i < m; i += HEIGHT) {
      const rows = min(HEIGHT, m - i)
      packPanel(a + bytes(first * m + i), m, rows, depth, left)
      multiplyPanel(left, scratch, depth, c + <usize>i * bytes(n), rows, n)
    }
  }
}
