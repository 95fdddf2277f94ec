import { isUniform, type Node, operandsOf } from '../graph.js'

/**
 * The operands of a sum, a difference or a product: TensorFlow computes these like every
 * interpreter, including NaN.
 */
const simpleOperands = (node: Node): readonly Node[] | undefined =>
  operandsOf(node, 'add') ?? operandsOf(node, 'sub') ?? operandsOf(node, 'mul')

/**
 * Whether nodes are sums and products of loads, scalars and existing nodes, without forbidden ones.
 */
export const areComputable = (
  roots: readonly Node[],
  made: ReadonlySet<Node>,
  mayRead: boolean,
): boolean => {
  const known = new Map<Node, boolean>()
  const decide = (node: Node): boolean => {
    if (made.has(node)) return mayRead
    if (node.kind === 'load' || isUniform(node)) return true
    return simpleOperands(node)?.every(visit) ?? false
  }
  const visit = (node: Node): boolean => {
    const before = known.get(node)
    if (before !== undefined) return before
    const computable = decide(node)
    known.set(node, computable)
    return computable
  }
  return roots.every((root) => !isUniform(root) && visit(root))
}
