import type { Node } from './Node.js'
import type { ScalarRef, Stream } from './Stream.js'
import type { Symbols } from './symbols.js'

/** The live part of a recording. */
export interface Compacted {
  readonly nodes: readonly Node[]
  readonly loads: readonly Stream[]
  readonly scalars: readonly ScalarRef[]
  readonly constants: readonly number[]
  /** From a recorded root to the node of the program. */
  readonly nodeOf: (recorded: Node) => Node
}

/** Operands are recorded before what reads them; without recursion, since chains may be long. */
export const reachable = (recorded: readonly Node[], roots: readonly Node[]): ReadonlySet<Node> => {
  const found = new Set(roots)
  for (const node of recorded.toReversed())
    if (node.kind === 'operation' && found.has(node))
      for (const operand of node.operands) found.add(operand)
  return found
}

const indicesOf = (nodes: ReadonlySet<Node>, kind: 'load' | 'scalar'): readonly number[] =>
  [...nodes].flatMap((node) => (node.kind === kind ? [node.index] : [])).sort((a, b) => a - b)

/**
 * Removes dead code and numbers the remaining nodes.
 *
 * @param roots - The outputs.
 */
export const compact = (
  { nodes: recorded, loads, scalars }: Pick<Symbols, 'nodes' | 'loads' | 'scalars'>,
  roots: readonly Node[],
): Compacted => {
  const live = reachable(recorded, roots)
  const usedLoads = indicesOf(live, 'load')
  const usedScalars = indicesOf(live, 'scalar')
  const constants: number[] = []
  const renamed = new Map<Node, Node>()
  const rename = (node: Node, id: number): Node => {
    switch (node.kind) {
      case 'load':
        return { ...node, id, index: usedLoads.indexOf(node.index) }
      case 'scalar':
        return { ...node, id, index: usedScalars.indexOf(node.index) }
      case 'constant':
        return { ...node, id, index: constants.push(node.value) - 1 }
      case 'operation':
        return {
          ...node,
          id,
          operands: node.operands.map((operand) => renamed.get(operand) as Node),
        }
    }
  }
  recorded
    .filter((node) => live.has(node))
    .forEach((node, id) => {
      renamed.set(node, rename(node, id))
    })
  return {
    nodes: [...renamed.values()],
    loads: usedLoads.map((index) => loads[index] as Stream),
    scalars: usedScalars.map((index) => scalars[index] as ScalarRef),
    constants,
    nodeOf: (node) => renamed.get(node) as Node,
  }
}
