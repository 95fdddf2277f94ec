import {
  type Bytes,
  bytesOfOutput,
  forEachRow,
  leafSums,
  moduleOf,
  type Node,
  nodeCode,
  op,
  type Program,
  storedSquares,
  until,
  wholePairs,
} from '@momenta/core/program'

const { v128 } = op

/** What a kernel computes: it stores, reduces, or both. */
export type Computed = Pick<Program, 'nodes' | 'loads' | 'scalars' | 'constants' | 'outputs'> &
  Partial<Pick<Program, 'stores'>>

/**
 * Parameters of `run`: the scalars, the table of rows, the number of rows, and the partial results
 * of each row, which hold those before the first element.
 */
const [block, table, rows, out] = [0, 1, 2, 3]
const [end, index, place, done, limit, pointer] = [4, 5, 6, 7, 8, 9]

const bytesOfBlock = 4096

/**
 * The module of a program or a reduction: `run(scalars, table, rows, out)`. Scalars are float32; a
 * row of the table holds the number of elements, then the offset of each load and of each store.
 * Eight elements at a time, the rest one by one with the same instructions; all loads of an element
 * come before its stores, so that a store may overwrite a load.
 */
export const emit = (program: Computed, shared: boolean): Uint8Array<ArrayBuffer> => {
  const { nodes, loads, stores = [], outputs = [] } = program
  const pointers = loads.length + stores.length
  const node = pointer + pointers
  const code = nodeCode(program, { block, index, pointer, node })
  const whole = [...op.get(end), ...wholePairs, ...op.and]
  const [result] = stores.length > 0 ? outputs : []
  const stored = storedSquares(op.get(end), {
    ...{ out, place, done, sums: node + nodes.length },
    store: pointer + loads.length + stores.lastIndexOf(result?.node as Node),
  })
  const sums = leafSums(result ? [] : outputs, {
    ...{ out, place, sums: node + nodes.length, index: op.get(index), whole },
    elements: (value, pair) => {
      const get = op.get(code.at(value))
      // to load a pair again is cheaper than to divide a vector
      if (pair !== undefined && value.kind === 'load')
        return [...code.address(value.index), ...v128.loadPair(8 * pair)]
      return pair === undefined || pair % 2 === 0 ? get : [...get, ...get, ...v128.upper]
    },
  })
  const operands = new Set(nodes.flatMap((one) => (one.kind === 'operation' ? one.operands : [])))
  const computed = nodes.filter(
    (one) => !one.uniform && (one.kind === 'operation' || operands.has(one)),
  )
  const storesOf = (store: Bytes): Bytes =>
    stores.flatMap((value, i) => [
      ...[...code.address(loads.length + i), ...op.get(code.at(value)), ...store],
    ])
  const four = (half: number): Bytes => [
    ...code.compute(computed, (i) => [...code.address(i), ...v128.load(16 * half)]),
    ...[...storesOf(v128.store(16 * half)), ...sums.joinFour(half)],
  ]
  const groupsTo = (limit: Bytes): Bytes => until(index, limit, 32, [...four(0), ...four(1)])
  // sums of what was stored have loops of their own over blocks, so that both need few registers
  const blocks = [
    ...[...whole, ...op.i32(bytesOfBlock - 1), ...op.and, ...op.set(limit)],
    ...until(index, whole, 0, [
      ...[...groupsTo(op.get(limit)), ...stored.joinTo(op.get(index))],
      ...[...op.get(limit), ...op.i32(bytesOfBlock), ...op.add, ...op.set(limit)],
    ]),
  ]
  const row = [
    ...[...op.get(table), ...op.load(0), ...op.i32(2), ...op.shiftLeft, ...op.set(end)],
    ...Array.from({ length: pointers }, (_, i) => [
      ...[...op.get(table), ...op.load(4 * (i + 1)), ...op.set(pointer + i)],
    ]).flat(),
    ...[...op.i32(0), ...op.set(index), ...op.i32(0), ...op.set(done)],
    ...(result ? blocks : [...sums.start, ...groupsTo(whole), ...sums.stop]),
    ...until(index, op.get(end), 4, [
      ...[...code.elements(v128.loadOne), ...sums.joinOne, ...storesOf(v128.storeOne)],
    ]),
    ...(result ? stored.rest : []),
  ]
  const advances = [
    [table, 4 * (pointers + 1)],
    [out, bytesOfOutput * outputs.length],
  ] as const
  return moduleOf(
    4,
    [
      [5 + pointers, 'i32'],
      [nodes.length + sums.locals + stored.vectors, 'v128'],
    ],
    [...code.uniforms, ...forEachRow(rows, advances, row)],
    shared,
  )
}
