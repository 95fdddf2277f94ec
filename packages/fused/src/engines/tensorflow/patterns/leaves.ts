import { factorOf } from '../Factor.js'
import { isParams, isSlot, isUniform, type Node } from '../graph.js'
import { bindFactor, bindNode, type Pattern } from './Pattern.js'

const holeWhere = <H extends string>(name: H, fits: (node: Node) => boolean): Pattern<H> => ({
  *match(node, sign, bound) {
    if (sign === 1 && fits(node)) yield* bindNode(bound, name, node)
  },
})

/** Any node that differs from element to element. */
export const hole = <H extends string>(name: H): Pattern<H> =>
  holeWhere(name, (node) => !isUniform(node))

/** A slot of a part. */
export const slot = <H extends string>(name: H): Pattern<H> => holeWhere(name, isSlot)

/** The parameters. */
export const params: Pattern<'p'> = holeWhere('p', isParams)

/** A number that is the same for every element, as a factor. */
export const uniform = <F extends string>(name: F): Pattern<never, F> => ({
  *match(node, sign, bound) {
    if (isUniform(node)) yield bindFactor(bound, name, factorOf(node), sign)
  },
})

/** A node that fits a pattern, and the node itself in a hole. */
export const named = <N extends string, H extends string, F extends string>(
  name: N,
  pattern: Pattern<H, F>,
): Pattern<N | H, F> => ({
  *match(node, sign, bound) {
    if (sign === 1)
      for (const named of bindNode(bound, name, node)) yield* pattern.match(node, 1, named)
  },
})
