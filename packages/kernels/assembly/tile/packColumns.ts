import { bytes } from '../bytes'
import { WIDTH } from './multiplyTile'

function packPanel(from: usize, depth: i32, columns: i32, first: i32, to: usize): void {
  const valid = min(WIDTH, columns - first),
    step = bytes(columns)
  let source = from + bytes(first)
  for (let k = 0; k < depth; k++) {
    if (valid === WIDTH) {
      v128.store(to, v128.load(source))
      v128.store(to, v128.load(source, 16), 16)
    } else
      for (let j = 0; j < WIDTH; j++)
        store<f32>(to + bytes(j), j < valid ? load<f32>(source + bytes(j)) : 0)
    source += step
    to += 32
  }
}

/** Packs a matrix [depth][columns] into panels [depth][8]; missing columns are 0. */
export function packColumns(from: usize, depth: i32, columns: i32, to: usize): void {
  for (let first = 0; first < columns; first += WIDTH)
    packPanel(from, depth, columns, first, to + bytes(first * depth))
}
