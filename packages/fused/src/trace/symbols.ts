import type { Arithmetic } from '@momenta/core'
import type { Node, Operation, Stream } from './Node.js'

type Bare = Node extends infer N ? (N extends Node ? Omit<N, 'id'> : never) : never

/** An arithmetic that computes nothing and writes down what would be computed, each thing once. */
export interface Symbols extends Arithmetic<Node> {
  readonly stream: (stream: Stream) => Node
  readonly scalar: (part: number, name: string, index: number) => Node
  /** All nodes, each after those that it is made of. */
  readonly nodes: readonly Node[]
}

/** -0 and 0 are different constants, and so are the streams of different parts. */
const keyOf = (bare: Bare): string => {
  switch (bare.kind) {
    case 'constant':
      return Object.is(bare.value, -0) ? 'c-0' : `c${bare.value}`
    case 'operation':
      return `${bare.operation}(${bare.of.map(({ id }) => id).join()})`
    default:
      return JSON.stringify(bare)
  }
}

/** A fresh symbolic arithmetic. */
export const symbols = (): Symbols => {
  const known = new Map<string, Node>()
  const nodes: Node[] = []
  const once = (bare: Bare): Node => {
    const key = keyOf(bare)
    const found = known.get(key)
    if (found !== undefined) return found
    const node = { id: nodes.length, ...bare } as Node
    known.set(key, node)
    nodes.push(node)
    return node
  }
  const operation =
    (name: Operation) =>
    (...of: readonly Node[]) =>
      once({ kind: 'operation', operation: name, of })
  return {
    nodes,
    stream: (stream) => once({ kind: 'stream', stream }),
    scalar: (part, name, index) => once({ kind: 'scalar', part, name, index }),
    of: (value) => once({ kind: 'constant', value }),
    add: operation('add'),
    sub: operation('sub'),
    mul: operation('mul'),
    div: operation('div'),
    max: operation('max'),
    min: operation('min'),
    sqrt: operation('sqrt'),
    abs: operation('abs'),
    sign: operation('sign'),
    neg: operation('neg'),
  }
}
