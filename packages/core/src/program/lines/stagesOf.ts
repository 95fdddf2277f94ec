import { sameShape } from '../../state/sameShape.js'
import type { LineNode } from './LineNode.js'

/** Whether a pass over a shape loads a node, instead of computing it again for each element. */
export const isLoaded = (node: LineNode, shape: readonly number[]): boolean =>
  !node.uniform &&
  (node.kind === 'load' ||
    node.kind === 'reduction' ||
    (node.kind === 'operation' && !sameShape(node.shape, shape)))

/** The nodes that a pass over the shape of a node loads to compute it. */
export const loadedBy = (node: LineNode, shape: readonly number[]): ReadonlySet<LineNode> => {
  const loaded = new Set<LineNode>()
  const seen = new Set<LineNode>()
  const visit = (one: LineNode): void => {
    if (seen.has(one)) return
    seen.add(one)
    if (isLoaded(one, shape)) loaded.add(one)
    else if (one.kind === 'operation') one.operands.forEach(visit)
  }
  visit(node)
  return loaded
}

/** What a pass computes to store a node: itself, or what a reduction reduces. */
export const computedFor = (node: LineNode): LineNode =>
  node.kind === 'reduction' ? node.operand : node

/**
 * The stage in which a node is stored at the earliest: all that its pass loads was stored in stages
 * before.
 */
export const stages = (): ((node: LineNode, shape: readonly number[]) => number) => {
  const known = new Map<LineNode, number>()
  const stageOf = (node: LineNode): number => {
    const found = known.get(node)
    if (found !== undefined) return found
    const computed = computedFor(node)
    const stage = after(computed, computed.shape)
    known.set(node, stage)
    return stage
  }
  const after = (node: LineNode, shape: readonly number[]): number =>
    Math.max(
      0,
      ...[...loadedBy(node, shape)].map((one) => (one.kind === 'load' ? 0 : stageOf(one) + 1)),
    )
  return after
}
