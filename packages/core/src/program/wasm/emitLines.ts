import type { LinePass } from '../lines/LineProgram.js'
import { loopsOf } from '../lines/loopsOf.js'
import type { Node } from '../Node.js'
import { product } from '../product.js'
import { type Bytes, moduleOf, op } from './Assembler.js'
import { lineSums, pairs } from './lineSums.js'
import { until } from './loops.js'
import { nodeCode } from './nodeCode.js'
import { storedSquares } from './storedSquares.js'

const { v128 } = op

/** Parameters of `run`: the scalars, and the table of addresses. */
const [block, table] = [0, 1]
const [index, store, done, place, pointer] = [2, 3, 4, 5, 6]

/** Moves an address by a number of bytes, which may be negative. */
const move = (local: number, bytes: number): Bytes => {
  if (bytes === 0) return []
  const direction = bytes > 0 ? op.add : op.sub
  return [...op.get(local), ...op.i32(Math.abs(bytes)), ...direction, ...op.set(local)]
}

/** The nodes of a pass that are the same along a run, and the others. */
const splitNodes = (nodes: readonly Node[], moves: (load: number) => boolean) => {
  const moving = new Set<Node>()
  for (const node of nodes) {
    const isMoving =
      node.kind === 'load'
        ? moves(node.index)
        : node.kind === 'operation' && node.operands.some((operand) => moving.has(operand))
    if (isMoving) moving.add(node)
  }
  const own = nodes.filter(({ uniform }) => !uniform)
  return {
    along: own.filter((node) => !moving.has(node)),
    moving: own.filter((node) => moving.has(node)),
  }
}

/**
 * The module of a pass of a whole part: `run(scalars, table)`, with the shape built in. The table
 * holds the address of each load, of each store and of the float64 results of each reduction, which
 * hold what they start from, and that of the squares. Runs along the last loop are computed four
 * elements at a time, the rest one by one with the same instructions.
 */
export const emitLines = (pass: LinePass, shared: boolean): Uint8Array<ArrayBuffer> => {
  const { nodes, loads, stores, reductions, squares } = pass
  const loops = loopsOf(pass)
  const outer = loops.lengths.slice(0, -1)
  const size = loops.lengths.at(-1) as number
  const streams = [
    ...loops.loads.map((steps) => ({ steps, bytes: 4 })),
    ...stores.map(() => ({ steps: loops.stores, bytes: 4 })),
    ...loops.reductions.map((steps) => ({ steps, bytes: 8 })),
  ]
  const out = pointer + streams.length
  const counter = out + 1
  const node = counter + outer.length
  const moves = (stream: number) => streams[stream]?.steps.at(-1) !== 0
  const code = nodeCode(pass, { block, index, pointer, node })
  const { along, moving } = splitNodes(nodes, moves)
  const firstSum = loads.length + stores.length
  const sums = lineSums(reductions, {
    index,
    at: code.at,
    into: (r) => pointer + firstSum + r,
    moves: (r) => moves(firstSum + r),
    sums: node + nodes.length,
  })
  const stored = storedSquares(op.i32(4 * product(loops.lengths)), {
    ...{ store, out, place, done, sums: node + nodes.length + pairs * reductions.length },
  })
  const result = op.get(pointer + loads.length + (squares ?? 0))
  const withSquares = (code: Bytes): Bytes => (squares === undefined ? [] : code)
  const elements = (load: Bytes, store: Bytes): Bytes => [
    ...code.compute(moving, (i) => [...code.address(i), ...load]),
    ...stores.flatMap(({ node: value }, s) => [
      ...[...code.address(loads.length + s), ...op.get(code.at(value)), ...store],
    ]),
  ]
  const four = (part: number): Bytes => [
    ...[...elements(v128.load(16 * part), v128.store(16 * part)), ...sums.joinFour(part)],
  ]
  const width = sums.hasRuns ? 8 : 4
  const inVectors = size - (size % width)
  const run = [
    ...code.compute(along, (i) => [...op.get(pointer + i), ...v128.loadSplat(0)]),
    ...[...sums.start, ...op.i32(0), ...op.set(index)],
    ...until(index, op.i32(4 * inVectors), 4 * width, [
      ...[...four(0), ...(sums.hasRuns ? four(1) : [])],
    ]),
    ...sums.combine,
    ...until(index, op.i32(4 * size), 4, [
      ...[...elements(v128.loadOne, v128.storeOne), ...sums.joinOne],
    ]),
    ...sums.end,
  ]
  const nest = (level: number): Bytes => {
    const length = outer[level]
    if (length === undefined) return run
    const moveAll = (turns: number) =>
      streams.flatMap(({ steps, bytes }, i) =>
        move(pointer + i, (steps[level] as number) * bytes * turns),
      )
    return [
      ...[...op.i32(0), ...op.set(counter + level)],
      ...until(counter + level, op.i32(length), 1, [
        ...[...nest(level + 1), ...moveAll(1)],
        ...withSquares(level > 0 ? [] : stored.joinTo([...result, ...op.get(store), ...op.sub])),
      ]),
      ...moveAll(-length),
    ]
  }
  const addresses = [...streams, out].flatMap((_, i) => [
    ...[...op.get(table), ...op.load(4 * i), ...op.set(pointer + i)],
  ])
  return moduleOf(
    2,
    [
      [counter - index + outer.length, 'i32'],
      [nodes.length + pairs * reductions.length + stored.vectors, 'v128'],
    ],
    [
      ...[...code.uniforms, ...addresses, ...withSquares([...result, ...op.set(store)])],
      ...[...nest(0), ...withSquares(stored.rest)],
    ],
    shared,
  )
}
