import {
  type Bytes,
  forEachRow,
  moduleOf,
  nodeCode,
  op,
  type Program,
  until,
  wholeVectors,
} from '@momenta/core/program'

const { v128 } = op

/** Parameters of `run`: the scalars, the table of rows and the number of rows. */
const [block, table, rows] = [0, 1, 2]
const [end, index, pointer] = [3, 4, 5]

/**
 * The module of a program: `run(scalars, table, rows)`. Scalars are float32; a row of the table
 * holds the number of elements, then the offset of each load and of each store. Four elements at a
 * time, the rest one by one with the same instructions; all loads of an element come before its
 * stores, so that a store may overwrite a load.
 */
export const emit = (program: Program, shared: boolean): Uint8Array<ArrayBuffer> => {
  const { nodes, loads, stores } = program
  const pointers = loads.length + stores.length
  const code = nodeCode(program, { block, index, pointer, node: pointer + pointers })
  const elements = (load: Bytes, store: Bytes): Bytes => [
    ...code.elements(load),
    ...stores.flatMap((node, i) => [
      ...[...code.address(loads.length + i), ...op.get(code.at(node)), ...store],
    ]),
  ]
  const row = [
    ...[...op.get(table), ...op.load(0), ...op.i32(2), ...op.shiftLeft, ...op.set(end)],
    ...Array.from({ length: pointers }, (_, i) => [
      ...[...op.get(table), ...op.load(4 * (i + 1)), ...op.set(pointer + i)],
    ]).flat(),
    ...[...op.i32(0), ...op.set(index)],
    ...until(
      index,
      [...op.get(end), ...wholeVectors, ...op.and],
      16,
      elements(v128.load(), v128.store()),
    ),
    ...until(index, op.get(end), 4, elements(v128.loadOne, v128.storeOne)),
  ]
  return moduleOf(
    3,
    [
      [2 + pointers, 'i32'],
      [nodes.length, 'v128'],
    ],
    [...code.uniforms, ...forEachRow(rows, [[table, 4 * (pointers + 1)]], row)],
    shared,
  )
}
