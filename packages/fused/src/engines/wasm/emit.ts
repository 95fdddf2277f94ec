import type { Node, Operation, Program } from '@momenta/core/program'
import { type Bytes, moduleOf, op } from './Assembler.js'

const { f32x4, v128 } = op

/**
 * The instruction of an operation whose operands are on the stack. sign is composed of two
 * comparisons, as in eager.
 */
const instruction: { readonly [O in Exclude<Operation, 'sign'>]: Bytes } = {
  add: f32x4.add,
  sub: f32x4.sub,
  mul: f32x4.mul,
  div: f32x4.div,
  // pmax(a, b) is a < b ? b : a, pmin(a, b) is b < a ? b : a: the arithmetic's own definition
  max: f32x4.pmax,
  min: f32x4.pmin,
  sqrt: f32x4.sqrt,
  abs: f32x4.abs,
  neg: f32x4.neg,
}

const sign = (x: Bytes): Bytes => {
  const flag = (compare: Bytes) => [
    ...x,
    ...f32x4.splatZero,
    ...compare,
    ...f32x4.splatOne,
    ...v128.and,
  ]
  return [...flag(f32x4.greater), ...flag(f32x4.less), ...f32x4.sub]
}

/** Parameters of `run`: the scalars, the table of rows and the number of rows. */
const [block, table, rows] = [0, 1, 2]

/**
 * The module of a program: `run(scalars, table, rows)`. Scalars are float32; a row of the table
 * holds the number of elements, then the offset of each load and of each store. Four elements at a
 * time, the rest one by one with the same instructions; all loads of an element come before its
 * stores, so that a store may overwrite a load.
 */
export const emit = (program: Program, shared: boolean): Uint8Array<ArrayBuffer> => {
  const { nodes, loads, scalars, stores } = program
  const [end, index, first] = [3, 4, 5]
  const pointers = loads.length + stores.length
  const local = new Map(nodes.map((node, i) => [node, first + pointers + i]))
  const at = (node: Node) => local.get(node) as number
  const streams = nodes.filter((node) => node.kind === 'load')

  const value = (node: Node): Bytes => {
    if (node.kind !== 'operation') return []
    const operands = node.operands.map((operand) => op.get(at(operand)))
    return node.operation === 'sign'
      ? sign(operands.flat())
      : [...operands.flat(), ...instruction[node.operation]]
  }
  const cellOf = (node: Node): number | undefined => {
    if (node.kind === 'scalar') return node.index
    return node.kind === 'constant' ? scalars.length + node.index : undefined
  }
  const uniform = (node: Node): Bytes => {
    const cell = cellOf(node)
    const made = cell === undefined ? value(node) : [...op.get(block), ...v128.loadSplat(4 * cell)]
    return [...made, ...op.set(at(node))]
  }
  const address = (pointer: number): Bytes => [
    ...op.get(first + pointer),
    ...op.get(index),
    ...op.add,
  ]
  const elements = (load: Bytes, store: Bytes): Bytes => [
    ...streams.flatMap((node) => [...address(node.index), ...load, ...op.set(at(node))]),
    ...nodes
      .filter((node) => node.kind === 'operation' && !node.uniform)
      .flatMap((node) => [...value(node), ...op.set(at(node))]),
    ...stores.flatMap((node, i) => [...address(loads.length + i), ...op.get(at(node)), ...store]),
  ]
  const until = (limit: Bytes, step: number, body: Bytes): Bytes =>
    op.block(
      op.loop([
        ...[...op.get(index), ...limit, ...op.notLess, ...op.branchIf(1)],
        ...body,
        ...[...op.get(index), ...op.i32(step), ...op.add, ...op.set(index), ...op.branch(0)],
      ]),
    )
  const row = [
    ...[...op.get(table), ...op.load(0), ...op.i32(2), ...op.shiftLeft, ...op.set(end)],
    ...Array.from({ length: pointers }, (_, i) => [
      ...[...op.get(table), ...op.load(4 * (i + 1)), ...op.set(first + i)],
    ]).flat(),
    ...[...op.i32(0), ...op.set(index)],
    ...until([...op.get(end), ...lowBitsOff, ...op.and], 16, elements(v128.load, v128.store())),
    ...until(op.get(end), 4, elements(v128.loadOne, v128.storeOne)),
  ]
  const code = [
    ...nodes.filter((node) => node.uniform).flatMap(uniform),
    ...op.block(
      op.loop([
        ...[...op.get(rows), ...op.isZero, ...op.branchIf(1)],
        ...row,
        ...[...op.get(table), ...op.i32(4 * (pointers + 1)), ...op.add, ...op.set(table)],
        ...[...op.get(rows), ...op.i32(1), ...op.sub, ...op.set(rows), ...op.branch(0)],
      ]),
    ),
  ]
  return moduleOf(
    3,
    [
      [2 + pointers, 'i32'],
      [nodes.length, 'v128'],
    ],
    code,
    shared,
  )
}

/** i32.const -16, which rounds bytes down to whole vectors. */
const lowBitsOff: Bytes = [0x41, 0x70]
