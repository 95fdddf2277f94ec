import {
  type Bytes,
  forEachRow,
  moduleOf,
  type Node,
  nodeCode,
  op,
  partials,
  type Reducer,
  type Reduction,
  until,
  wholePairs,
} from '@momenta/core/program'

const { f64x2, v128 } = op

/** The bytes of the partial results of one output. */
export const bytesOfOutput = 8 * partials

/**
 * Parameters of `run`: the scalars, the table of rows, the number of rows, and the partial results
 * of each row, which hold those before the first element.
 */
const [block, table, rows, out] = [0, 1, 2, 3]
const [end, index, rest, pointer] = [4, 5, 6, 7]
/** An output adds up in four pairs of float64. */
const pairs = 4

const join: { readonly [B in Reducer]: Bytes } = {
  sum: f64x2.add,
  squares: f64x2.add,
  maximum: f64x2.max,
}

/**
 * The module of a reduction: `run(scalars, table, rows, out)`. A row of the table holds the number
 * of elements, then the offset of each load. Elements are computed as by `emit`, and added in eight
 * lanes of float64, element i in lane i mod 8; those after the last complete group of eight are
 * stored after the lanes.
 */
export const emitReduction = (reduction: Reduction, shared: boolean): Uint8Array<ArrayBuffer> => {
  const { nodes, loads, outputs } = reduction
  const node = pointer + loads.length
  const code = nodeCode(reduction, { block, index, pointer, node })
  const [sums, wide] = [node + nodes.length, node + nodes.length + pairs * outputs.length]
  const sumOf = (output: number, pair: number) => sums + pairs * output + pair
  /** A pair of elements as float64, squared if so reduced. */
  const widened = (elements: Bytes, by: Reducer): Bytes => {
    const doubles = [...elements, ...f64x2.promote]
    if (by !== 'squares') return doubles
    return [...doubles, ...op.set(wide), ...op.get(wide), ...op.get(wide), ...f64x2.mul]
  }
  /** The pair of elements of a vector; loads pairs again, which is cheaper than to divide it. */
  const pairOf = (value: Node, vector: number, pair: number): Bytes => {
    if (value.kind === 'load')
      return [...code.address(value.index), ...v128.loadPair(16 * vector + 8 * pair)]
    const get = op.get(code.at(value))
    return pair === 1 ? [...get, ...get, ...v128.upper] : get
  }
  const operands = new Set(nodes.flatMap((one) => (one.kind === 'operation' ? one.operands : [])))
  const computed = nodes.filter(
    (one) => !one.uniform && (one.kind === 'operation' || operands.has(one)),
  )
  const half = (number: 0 | 1): Bytes => [
    ...code.compute(computed, (i) => [...code.address(i), ...v128.load(16 * number)]),
    ...outputs.flatMap(({ by, node: value }, o) =>
      [0, 1].flatMap((pair) => {
        const sum = sumOf(o, 2 * number + pair)
        const next = widened(pairOf(value, number, pair), by)
        return [...op.get(sum), ...next, ...join[by], ...op.set(sum)]
      }),
    ),
  ]
  const one = [
    ...code.elements(v128.loadOne),
    ...outputs.flatMap(({ by, node: value }, o) => [
      ...[...op.get(rest), ...widened(op.get(code.at(value)), by)],
      ...v128.storeOneDouble(bytesOfOutput * o),
    ]),
    ...[...op.get(rest), ...op.i32(8), ...op.add, ...op.set(rest)],
  ]
  const eachSum = (make: (sum: number, offset: number) => Bytes): Bytes =>
    outputs.flatMap((_, o) =>
      Array.from({ length: pairs }, (_, pair) =>
        make(sumOf(o, pair), bytesOfOutput * o + 16 * pair),
      ).flat(),
    )
  const row = [
    ...[...op.get(table), ...op.load(0), ...op.i32(2), ...op.shiftLeft, ...op.set(end)],
    ...loads.flatMap((_, i) => [
      ...[...op.get(table), ...op.load(4 * (i + 1)), ...op.set(pointer + i)],
    ]),
    ...[...op.i32(0), ...op.set(index)],
    ...[...op.get(out), ...op.i32(16 * pairs), ...op.add, ...op.set(rest)],
    ...eachSum((sum, offset) => [...op.get(out), ...v128.load(offset), ...op.set(sum)]),
    ...until(index, [...op.get(end), ...wholePairs, ...op.and], 32, [...half(0), ...half(1)]),
    ...eachSum((sum, offset) => [...op.get(out), ...op.get(sum), ...v128.store(offset)]),
    ...until(index, op.get(end), 4, one),
  ]
  const advances = [
    [table, 4 * (loads.length + 1)],
    [out, bytesOfOutput * outputs.length],
  ] as const
  return moduleOf(
    4,
    [
      [3 + loads.length, 'i32'],
      [nodes.length + pairs * outputs.length + 1, 'v128'],
    ],
    [...code.uniforms, ...forEachRow(rows, advances, row)],
    shared,
  )
}
