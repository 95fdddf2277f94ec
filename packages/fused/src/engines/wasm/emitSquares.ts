import { type Bytes, moduleOf, op } from './Assembler.js'

const { f64x2, v128 } = op

/**
 * Parameters of `run`: the table of rows (elements, offset), the number of rows, and the output for
 * the lanes of each row (8 float64).
 */
const [table, rows, out] = [0, 1, 2]
const [end, index, pointer] = [3, 4, 5]
const sums = [6, 7, 8, 9]
const [four, two] = [10, 11]

const joined = (sum: number, upper: boolean): Bytes => [
  ...op.get(sum),
  ...[...op.get(four), ...(upper ? [...op.get(four), ...v128.upper] : []), ...f64x2.promote],
  ...[...op.set(two), ...op.get(two), ...op.get(two), ...f64x2.mul, ...f64x2.add, ...op.set(sum)],
]

const half = (offset: number, low: number, high: number): Bytes => [
  ...[...op.get(pointer), ...op.get(index), ...op.add, ...op.i32(offset), ...op.add],
  ...[...v128.load, ...op.set(four)],
  ...joined(low, false),
  ...joined(high, true),
]

/**
 * The module that sums squares in eight float64 sums per leaf, element i in sum i mod 8, for
 * complete groups of eight only.
 */
export const emitSquares = (shared: boolean): Uint8Array<ArrayBuffer> => {
  const zero = [...op.i32(0), 0xfd, 0x11] // i32x4.splat
  const row = [
    ...[
      ...op.get(table),
      ...op.load(0),
      ...op.i32(2),
      ...op.shiftLeft,
      ...[0x41, 0x60],
      ...op.and,
      ...op.set(end),
    ],
    ...[...op.get(table), ...op.load(4), ...op.set(pointer), ...op.i32(0), ...op.set(index)],
    ...sums.flatMap((sum) => [...zero, ...op.set(sum)]),
    ...op.block(
      op.loop([
        ...[...op.get(index), ...op.get(end), ...op.notLess, ...op.branchIf(1)],
        ...half(0, sums[0] as number, sums[1] as number),
        ...half(16, sums[2] as number, sums[3] as number),
        ...[...op.get(index), ...op.i32(32), ...op.add, ...op.set(index), ...op.branch(0)],
      ]),
    ),
    ...sums.flatMap((sum, i) => [...op.get(out), ...op.get(sum), ...v128.store(16 * i)]),
  ]
  const code = op.block(
    op.loop([
      ...[...op.get(rows), ...op.isZero, ...op.branchIf(1)],
      ...row,
      ...[...op.get(table), ...op.i32(8), ...op.add, ...op.set(table)],
      ...[...op.get(out), ...op.i32(64), ...op.add, ...op.set(out)],
      ...[...op.get(rows), ...op.i32(1), ...op.sub, ...op.set(rows), ...op.branch(0)],
    ]),
  )
  return moduleOf(
    3,
    [
      [3, 'i32'],
      [6, 'v128'],
    ],
    code,
    shared,
  )
}
