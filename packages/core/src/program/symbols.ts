import type { Arithmetic } from '../Arithmetic.js'
import type { Node, Operation } from './Node.js'
import { constantKey, recorded } from './recorded.js'
import type { ScalarRef, Stream } from './Stream.js'

type Unnumbered = Node extends infer N ? (N extends Node ? Omit<N, 'id'> : never) : never

/** An arithmetic that records operations, each value once. */
export interface Symbols extends Arithmetic<Node> {
  readonly load: (stream: Stream) => Node
  readonly scalar: (scalar: ScalarRef) => Node
  /** All nodes, each after its operands. */
  readonly nodes: readonly Node[]
  readonly loads: readonly Stream[]
  readonly scalars: readonly ScalarRef[]
}

/** Values by key, made once, with their positions. */
const indexed = <A>() => {
  const positions = new Map<string, number>()
  const all: A[] = []
  const indexOf = (key: string, make: () => A): number => {
    const known = positions.get(key)
    if (known !== undefined) return known
    positions.set(key, all.length)
    return all.push(make()) - 1
  }
  return { all, indexOf }
}

const areUniform = (operands: readonly Node[]): boolean => operands.every(({ uniform }) => uniform)

/** A new symbolic arithmetic. */
export const symbols = (): Symbols => {
  const nodes = indexed<Node>()
  const loads = indexed<Stream>()
  const scalars = indexed<ScalarRef>()
  const nodeOf = (key: string, node: Unnumbered): Node =>
    nodes.all[nodes.indexOf(key, () => ({ id: nodes.all.length, ...node }) as Node)] as Node
  const operation =
    (name: Operation) =>
    (...operands: readonly Node[]): Node =>
      nodeOf(`${name}(${operands.map(({ id }) => id).join()})`, {
        kind: 'operation',
        operation: name,
        operands,
        uniform: areUniform(operands),
      })
  return {
    nodes: nodes.all,
    loads: loads.all,
    scalars: scalars.all,
    load: (stream) => {
      const index = loads.indexOf(JSON.stringify(stream), () => stream)
      return nodeOf(`load ${index}`, { kind: 'load', index, stream, uniform: false })
    },
    scalar: (scalar) => {
      const index = scalars.indexOf(JSON.stringify(scalar), () => scalar)
      return nodeOf(`scalar ${index}`, { kind: 'scalar', index, uniform: true })
    },
    of: (value) =>
      nodeOf(constantKey(value), {
        kind: 'constant',
        index: 0,
        value,
        uniform: true,
      }),
    ...recorded(operation),
  }
}
