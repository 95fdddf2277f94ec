import { bytes } from '../bytes'
import { multiplyPanel } from '../tile/multiplyPanel'
import { HEIGHT } from '../tile/multiplyTile'
import { packRows } from '../tile/packRows'

/** out[rows][columns] += left[rows][depth] · packed, the panels of the right factor. */
export function addProduct(
  left: usize,
  packed: usize,
  out: usize,
  panel: usize,
  rows: i32,
  depth: i32,
  columns: i32,
): void {
  for (let r = 0; r < rows; r += HEIGHT) {
    const count = min(HEIGHT, rows - r)
    packRows(left + bytes(r * depth), bytes(depth), count, depth, panel)
    multiplyPanel(panel, packed, depth, out + bytes(r * columns), count, columns)
  }
}
