import type { Description } from '../Description.js'
import { dictionary } from '../dictionary.js'
import { mapDictionary } from '../mapDictionary.js'
import type { Lift, Scalars } from '../Scalars.js'
import { compact } from './compact.js'
import type { Node } from './Node.js'
import type { Reducer, Reduction } from './Reduction.js'
import { symbols } from './symbols.js'

/**
 * Traces the reductions of a part: each expression runs once on symbols, for any number of
 * elements.
 *
 * @param scalars - Its scalars; only names and lengths are used.
 * @param same - Whether the incoming updates are the gradients, so that they are read once.
 */
export const traceReduction = (
  { slots, reductions = {} }: Description,
  scalars: Scalars,
  same: boolean,
): Reduction => {
  const x = symbols()
  const grads = x.load({ kind: 'grads' })
  const at = {
    params: x.load({ kind: 'params' }),
    grads,
    updates: same ? grads : x.load({ kind: 'updates' }),
    slots: dictionary(
      Object.keys(slots).map(
        (name, index) => [name, x.load({ kind: 'slot', part: 0, index })] as const,
      ),
    ),
    scalars: mapDictionary(scalars, (value, name) =>
      typeof value === 'number'
        ? x.scalar({ part: 0, name, index: 0 })
        : value.map((_, index) => x.scalar({ part: 0, name, index })),
    ) as Lift<Scalars, Node>,
  }
  const outputsOf = (by: Reducer, nodes: { readonly [name: string]: Node } = {}) =>
    Object.entries(nodes).map(([name, node]) => ({ by, name, node }))
  const outputs = [
    ...outputsOf('sum', reductions.sums?.<Node>(x, at)),
    ...outputsOf('maximum', reductions.maxima?.<Node>(x, at)),
  ]
  const roots = outputs.map(({ node }) => node)
  const { nodeOf, ...live } = compact(x, roots)
  return { ...live, outputs: outputs.map(({ node, ...own }) => ({ ...own, node: nodeOf(node) })) }
}
