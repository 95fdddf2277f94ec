import { type Bytes, op } from './Assembler.js'

/** i32.const -16, which rounds bytes down to whole vectors, and -32, to pairs of vectors. */
export const wholeVectors: Bytes = [0x41, 0x70]
export const wholePairs: Bytes = [0x41, 0x60]

/** Repeats a body while a local is below a limit, and adds a step to it after each. */
export const until = (index: number, limit: Bytes, step: number, body: Bytes): Bytes =>
  op.block(
    op.loop([
      ...[...op.get(index), ...limit, ...op.notLess, ...op.branchIf(1)],
      ...body,
      ...[...op.get(index), ...op.i32(step), ...op.add, ...op.set(index), ...op.branch(0)],
    ]),
  )

/** Repeats a body for each row: `rows` counts down, and each pointer advances by its step. */
export const forEachRow = (
  rows: number,
  advances: readonly (readonly [pointer: number, step: number])[],
  body: Bytes,
): Bytes =>
  op.block(
    op.loop([
      ...[...op.get(rows), ...op.isZero, ...op.branchIf(1)],
      ...body,
      ...advances.flatMap(([pointer, step]) => [
        ...[...op.get(pointer), ...op.i32(step), ...op.add, ...op.set(pointer)],
      ]),
      ...[...op.get(rows), ...op.i32(1), ...op.sub, ...op.set(rows), ...op.branch(0)],
    ]),
  )
