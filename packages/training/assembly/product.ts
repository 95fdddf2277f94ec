import { HEIGHT, multiplyTile, packColumns, WIDTH } from './tile'

/** Rows whose products are added up in registers. */
const DEPTH: i32 = 256

/**
 * C[m,n] += sum over k of A[k,m] B[k,n], the product with the transposed left factor, where both are read as they lie. `c` is zeroed by the caller.
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
  const panels = (n + WIDTH - 1) / WIDTH,
    left = scratch + ((<usize>(panels * WIDTH * DEPTH)) << 2),
    row = (<usize>n) << 2
  for (let first = 0; first < k; first += DEPTH) {
    const depth = min(DEPTH, k - first)
    for (let j = 0; j < panels; j++)
      packColumns(
        b + <usize>first * row,
        depth,
        n,
        j * WIDTH,
        scratch + ((<usize>(j * WIDTH * depth)) << 2),
      )
    for (let i = 0; i < m; i += HEIGHT) {
      const rows = min(HEIGHT, m - i)
      for (let d = 0; d < depth; d++) {
        const source = a + ((<usize>((first + d) * m + i)) << 2),
          to = left + ((<usize>d) << 4)
        if (rows === HEIGHT) v128.store(to, v128.load(source))
        else
          for (let r = 0; r < HEIGHT; r++)
            store<f32>(to + ((<usize>r) << 2), r < rows ? load<f32>(source + ((<usize>r) << 2)) : 0)
      }
      for (let j = 0; j < panels; j++) {
        const o = c + <usize>i * row + ((<usize>(j * WIDTH)) << 2)
        multiplyTile(
          left,
          scratch + ((<usize>(j * WIDTH * depth)) << 2),
          depth,
          o,
          rows > 1 ? o + row : 0,
          rows > 2 ? o + 2 * row : 0,
          rows > 3 ? o + 3 * row : 0,
          n - j * WIDTH,
        )
      }
    }
  }
}
