import {
  type Bytes,
  bytesOfOutput,
  forEachRow,
  leafSums,
  moduleOf,
  nodeCode,
  op,
  type Program,
  type Reduction,
  until,
  wholePairs,
} from '@momenta/core/program'

const { v128 } = op

/** What a kernel computes: it stores, reduces, or both. */
export type Computed = Pick<Program, 'nodes' | 'loads' | 'scalars' | 'constants'> &
  Partial<Pick<Program, 'stores'> & Pick<Reduction, 'outputs'>>

/**
 * Parameters of `run`: the scalars, the table of rows, the number of rows, and the partial results
 * of each row, which hold those before the first element.
 */
const [block, table, rows, out] = [0, 1, 2, 3]
const [end, index, place, limit, pointer] = [4, 5, 6, 7, 8]

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
  const sums = leafSums(outputs, {
    ...{ out, place, sums: node + nodes.length, index: op.get(index) },
    whole: [...op.get(end), ...wholePairs, ...op.and],
    elements: (value, pair) => {
      const get = op.get(code.at(value))
      // to load a pair again is cheaper than to divide a vector
      const stream = value.kind === 'load' ? value.index : loads.length + stores.indexOf(value)
      if (pair !== undefined && (value.kind === 'load' || stores.length > 0))
        return [...code.address(stream), ...v128.loadPair(8 * pair)]
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
    ...(stores.length > 0 ? storesOf(v128.store(16 * half)) : sums.joinFour(half)),
  ]
  const whole = [...op.get(end), ...wholePairs, ...op.and]
  const groups = (limit: Bytes, body: (half: number) => Bytes): Bytes =>
    until(index, limit, 32, [...body(0), ...body(1)])
  // sums of what was stored have loops of their own over blocks, so that both need few registers
  const blocks = until(index, whole, 0, [
    ...[...op.get(index), ...op.set(place)],
    ...[...op.get(index), ...op.i32(bytesOfBlock), ...op.add, ...whole],
    ...[...op.get(index), ...op.i32(bytesOfBlock), ...op.add, ...whole, ...op.notLess],
    ...[...op.isZero, ...op.select, ...op.set(limit)],
    ...[...groups(op.get(limit), four), ...op.get(place), ...op.set(index)],
    ...[...sums.start, ...groups(op.get(limit), sums.joinFour), ...sums.stop],
  ])
  const row = [
    ...[...op.get(table), ...op.load(0), ...op.i32(2), ...op.shiftLeft, ...op.set(end)],
    ...Array.from({ length: pointers }, (_, i) => [
      ...[...op.get(table), ...op.load(4 * (i + 1)), ...op.set(pointer + i)],
    ]).flat(),
    ...[...op.i32(0), ...op.set(index)],
    ...(stores.length > 0 && outputs.length > 0
      ? blocks
      : [...sums.start, ...groups(whole, four), ...sums.stop]),
    ...until(index, op.get(end), 4, [
      ...[...code.elements(v128.loadOne), ...sums.joinOne, ...storesOf(v128.storeOne)],
    ]),
  ]
  const advances = [
    [table, 4 * (pointers + 1)],
    [out, bytesOfOutput * outputs.length],
  ] as const
  return moduleOf(
    4,
    [
      [4 + pointers, 'i32'],
      [nodes.length + sums.locals, 'v128'],
    ],
    [...code.uniforms, ...forEachRow(rows, advances, row)],
    shared,
  )
}
