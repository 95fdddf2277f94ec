import type { Node } from '../Node.js'
import type { LineReducer } from '../reduceAxes.js'
import type { ScalarRef } from '../Stream.js'
import type { LineNode } from './LineNode.js'
import type { LinePass, LineSource } from './LineProgram.js'
import { isLoaded } from './stagesOf.js'

/** A node that a pass over a shape stores as a value, or reduces. */
export interface PassItem {
  readonly node: LineNode
  readonly shape: readonly number[]
  readonly value: number
  readonly by?: LineReducer
  readonly axes?: readonly number[]
}

type Unnumbered = Node extends infer N ? (N extends Node ? Omit<N, 'id'> : never) : never

/**
 * The pass that stores items, which have one shape.
 *
 * @param placeOf - The index of a value that an earlier pass stored.
 */
export const passOf = (
  items: readonly PassItem[],
  placeOf: (node: LineNode) => number,
): LinePass => {
  const { shape } = items[0] as PassItem
  const nodes: Node[] = []
  const loads: LinePass['loads'][number][] = []
  const scalars: ScalarRef[] = []
  const constants: number[] = []
  const known = new Map<LineNode, Node>()
  const push = (node: Unnumbered): Node => {
    const made = { id: nodes.length, ...node } as Node
    nodes.push(made)
    return made
  }
  const loaded = (node: LineNode): Node => {
    const source: LineSource =
      node.kind === 'load'
        ? { kind: 'stream', stream: node.stream }
        : { kind: 'value', value: placeOf(node) }
    const index = loads.push({ source, shape: node.shape }) - 1
    return push({ kind: 'load', index, stream: { kind: 'updates' }, uniform: false })
  }
  const computed = (node: LineNode): Node => {
    if (isLoaded(node, shape)) return loaded(node)
    const { uniform } = node
    switch (node.kind) {
      case 'scalar':
        return push({ kind: 'scalar', index: scalars.push(node.scalar) - 1, uniform })
      case 'constant': {
        const index = constants.push(node.value) - 1
        return push({ kind: 'constant', index, value: node.value, uniform })
      }
      case 'operation': {
        const operands = node.operands.map(nodeOf)
        return push({ kind: 'operation', operation: node.operation, operands, uniform })
      }
      default:
        return loaded(node)
    }
  }
  const nodeOf = (node: LineNode): Node => {
    const made = known.get(node) ?? computed(node)
    known.set(node, made)
    return made
  }
  const placed = items.map((item) => ({ ...item, node: nodeOf(item.node) }))
  return {
    ...{ shape, nodes, loads, scalars, constants },
    stores: placed.flatMap(({ node, value, by }) => (by === undefined ? { node, value } : [])),
    reductions: placed.flatMap(({ node, value, by, axes = [] }) =>
      by === undefined ? [] : { by, axes, node, value },
    ),
  }
}
