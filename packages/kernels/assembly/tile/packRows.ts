import { bytes } from '../bytes'

/** Packs 1 to 4 rows, `step` bytes apart, into a panel [depth][4]; missing rows are 0. */
export function packRows(from: usize, step: usize, rows: i32, depth: i32, to: usize): void {
  if (rows === 4) {
    const r1 = from + step,
      r2 = r1 + step,
      r3 = r2 + step
    let k: i32 = 0
    for (; k + 4 <= depth; k += 4) {
      const o = bytes(k)
      const a = v128.load(from + o),
        b = v128.load(r1 + o),
        c = v128.load(r2 + o),
        d = v128.load(r3 + o)
      const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5),
        cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5)
      const AB = v128.shuffle<i32>(a, b, 2, 6, 3, 7),
        CD = v128.shuffle<i32>(c, d, 2, 6, 3, 7)
      const t = to + 4 * o
      v128.store(t, v128.shuffle<i64>(ab, cd, 0, 2))
      v128.store(t, v128.shuffle<i64>(ab, cd, 1, 3), 16)
      v128.store(t, v128.shuffle<i64>(AB, CD, 0, 2), 32)
      v128.store(t, v128.shuffle<i64>(AB, CD, 1, 3), 48)
    }
    for (; k < depth; k++) {
      const o = bytes(k),
        t = to + 4 * o
      store<f32>(t, load<f32>(from + o))
      store<f32>(t, load<f32>(r1 + o), 4)
      store<f32>(t, load<f32>(r2 + o), 8)
      store<f32>(t, load<f32>(r3 + o), 12)
    }
    return
  }
  for (let k = 0; k < depth; k++)
    for (let r = 0; r < 4; r++)
      store<f32>(to + bytes(k * 4 + r), r < rows ? load<f32>(from + <usize>r * step + bytes(k)) : 0)
}
