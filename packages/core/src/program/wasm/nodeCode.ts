import type { Node, Operation } from '../Node.js'
import type { Program } from '../Program.js'
import { type Bytes, op } from './Assembler.js'

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

/** The locals that the code of nodes uses. */
export interface NodeLocals {
  /** The address of the scalars, followed by the constants. */
  readonly block: number
  /** The offset of the current element in bytes. */
  readonly index: number
  /** The first of the addresses of the loads. */
  readonly pointer: number
  /** The first of the values of the nodes. */
  readonly node: number
}

/** The code of the nodes of a program. */
export interface NodeCode {
  /** The local that holds the value of a node. */
  readonly at: (node: Node) => number
  /** The address of the current element of a load, or of a store after the loads. */
  readonly address: (pointer: number) => Bytes
  /** Computes the nodes that are the same for every element. */
  readonly uniforms: Bytes
  /** Computes the other nodes for the current elements, read by an instruction. */
  readonly elements: (load: Bytes) => Bytes
  /** Computes some nodes, in their order; `load` is the code of a load, by its index. */
  readonly compute: (nodes: readonly Node[], load: (index: number) => Bytes) => Bytes
}

/** The code of the nodes of a program, four elements at a time. */
export const nodeCode = (
  { nodes, scalars }: Pick<Program, 'nodes' | 'scalars'>,
  { block, index, pointer, node: first }: NodeLocals,
): NodeCode => {
  const local = new Map(nodes.map((node, i) => [node, first + i]))
  const at = (node: Node) => local.get(node) as number
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
  const address = (i: number): Bytes => [...op.get(pointer + i), ...op.get(index), ...op.add]
  const compute: NodeCode['compute'] = (some, load) =>
    some.flatMap((node) => [
      ...(node.kind === 'load' ? load(node.index) : value(node)),
      ...op.set(at(node)),
    ])
  return {
    at,
    address,
    compute,
    uniforms: nodes.filter((node) => node.uniform).flatMap(uniform),
    elements: (load) =>
      compute(
        nodes.filter((node) => !node.uniform),
        (i) => [...address(i), ...load],
      ),
  }
}
