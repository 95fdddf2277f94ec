import { bytes } from '../bytes'
import { WIDTH } from './multiplyTile'

/** Packs the transpose of a matrix [rows][depth] into panels [depth][8]; missing rows are 0. */
export function packTransposed(from: usize, depth: i32, rows: i32, to: usize): void {
  for (let first = 0; first < rows; first += WIDTH) {
    const valid = min(WIDTH, rows - first)
    const source = from + bytes(first * depth)
    const panel = to + bytes(first * depth)
    for (let k = 0; k < depth; k++)
      for (let j = 0; j < WIDTH; j++)
        store<f32>(
          panel + bytes(k * WIDTH + j),
          j < valid ? load<f32>(source + bytes(j * depth + k)) : 0,
        )
  }
}
