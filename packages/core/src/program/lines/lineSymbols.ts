import type { WholeArithmetic } from '../../WholeArithmetic.js'
import type { Operation } from '../Node.js'
import { constantKey, recorded } from '../recorded.js'
import { type LineReducer, reducedShape } from '../reduceAxes.js'
import type { ScalarRef, Stream } from '../Stream.js'
import type { LineNode } from './LineNode.js'

/** Thrown by operations that are not traced, such as matrix products. */
export const untraced = new Error('step: this operation is not traced')

const fail = (): never => {
  throw untraced
}

/** An arithmetic of whole leaves that records operations, each value once. */
export interface LineSymbols extends WholeArithmetic<LineNode> {
  readonly load: (stream: Stream, shape: readonly number[]) => LineNode
  readonly scalar: (scalar: ScalarRef) => LineNode
}

type Unnumbered = LineNode extends infer N ? (N extends LineNode ? Omit<N, 'id'> : never) : never

/** The shape to which values are broadcast together. */
const broadcastShape = (nodes: readonly LineNode[]): readonly number[] => {
  const axes = Math.max(...nodes.map(({ shape }) => shape.length))
  return Array.from({ length: axes }, (_, axis) => {
    const lengths = nodes.map(({ shape }) => shape[axis - axes + shape.length] ?? 1)
    const longest = lengths.find((length) => length !== 1) ?? 1
    return lengths.every((length) => length === 1 || length === longest) ? longest : fail()
  })
}

/** A new symbolic arithmetic of whole leaves. */
export const lineSymbols = (): LineSymbols => {
  const known = new Map<string, LineNode>()
  const nodeOf = (key: string, node: Unnumbered): LineNode => {
    const found = known.get(key) ?? ({ id: known.size, ...node } as LineNode)
    known.set(key, found)
    return found
  }
  const operation =
    (name: Operation) =>
    (...operands: readonly LineNode[]): LineNode =>
      nodeOf(`${name}(${operands.map(({ id }) => id).join()})`, {
        kind: 'operation',
        operation: name,
        operands,
        shape: broadcastShape(operands),
        uniform: operands.every(({ uniform }) => uniform),
      })
  const reduction =
    (by: LineReducer) =>
    (operand: LineNode, axes: readonly number[]): LineNode => {
      const shape = reducedShape(operand.shape, axes)
      if (axes.length === 0) return operand
      return nodeOf(`${by}(${operand.id}; ${axes.join()})`, {
        ...{ kind: 'reduction', by, axes, operand, shape },
        uniform: false,
      })
    }
  return {
    load: (stream, shape) =>
      nodeOf(JSON.stringify(stream), { kind: 'load', stream, shape, uniform: false }),
    scalar: (scalar) =>
      nodeOf(`scalar ${JSON.stringify(scalar)}`, {
        kind: 'scalar',
        scalar,
        shape: [],
        uniform: true,
      }),
    of: (value) =>
      nodeOf(constantKey(value), {
        kind: 'constant',
        value,
        shape: [],
        uniform: true,
      }),
    ...recorded(operation),
    sumOver: reduction('sum'),
    meanOver: reduction('mean'),
    maxOver: reduction('maximum'),
    shapeOf: ({ shape }) => shape,
    matmul: fail,
    transpose: fail,
    reshape: fail,
    total: fail,
    norm: fail,
    eye: fail,
    onHost: fail,
  }
}
