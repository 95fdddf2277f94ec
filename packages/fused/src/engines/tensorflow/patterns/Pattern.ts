import { type Factor, negated, times } from '../Factor.js'
import type { Node } from '../graph.js'

/** The bindings of a match so far. */
export interface Bound {
  readonly nodes: { readonly [hole: string]: Node }
  readonly factors: { readonly [name: string]: Factor }
}

/** Whether a node is added or subtracted. */
export type Sign = 1 | -1

/**
 * A pattern on the nodes of a traced program. `match` yields each way in which a node fits, as the
 * bindings before and those of this pattern.
 *
 * @typeParam H - The holes that a match binds, each to one node; a hole that occurs twice must be
 *   the same node.
 * @typeParam F - The factors that it binds; a factor that occurs twice is the product of both.
 */
export interface Pattern<H extends string = never, F extends string = never> {
  readonly match: (node: Node, sign: Sign, bound: Bound) => Iterable<Bound>
  /** Never set: carries H and F. */
  readonly binds?: readonly [hole: H, factor: F]
}

/** A match: the nodes in the holes, and the factors. */
export interface Match<H extends string, F extends string> {
  readonly nodes: { readonly [hole in H]: Node }
  readonly factors: { readonly [name in F]: Factor }
}

/** Every way in which a node fits a pattern. */
export const matchesOf = <H extends string, F extends string>(
  { match }: Pattern<H, F>,
  node: Node,
): readonly Match<H, F>[] =>
  // a match binds every name of its pattern
  [...match(node, 1, { nodes: {}, factors: {} })] as Match<H, F>[]

/** Binds a node to a hole; undefined if another node is bound to it. */
export function* bindNode({ nodes, factors }: Bound, hole: string, node: Node): Iterable<Bound> {
  const known = nodes[hole]
  if (known === undefined) yield { nodes: { ...nodes, [hole]: node }, factors }
  else if (known === node) yield { nodes, factors }
}

/** Binds a factor, or multiplies the bound one. */
export const bindFactor = (
  { nodes, factors }: Bound,
  name: string,
  factor: Factor,
  sign: Sign = 1,
): Bound => {
  const known = factors[name]
  const signed = sign === 1 ? factor : negated(factor)
  return {
    nodes,
    factors: { ...factors, [name]: known === undefined ? signed : times(known, signed) },
  }
}
