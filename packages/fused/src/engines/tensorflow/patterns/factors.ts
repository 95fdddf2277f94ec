import { type Factor, factorOf, negated, one, over, times } from '../Factor.js'
import { isUniform, type Node, operandsOf } from '../graph.js'
import { type Bound, bindFactor, type Pattern } from './Pattern.js'

type Scaled = readonly [factor: Factor, node: Node]

/** A node without its outermost uniform factor, if it has one. */
const peeled = ([factor, node]: Scaled): Scaled | undefined => {
  if (isUniform(node)) return undefined
  const [a, b] = operandsOf(node, 'mul') ?? []
  if (a && b && isUniform(a)) return [times(factor, factorOf(a)), b]
  if (a && b && isUniform(b)) return [times(factor, factorOf(b)), a]
  const [above, below] = operandsOf(node, 'div') ?? []
  if (above && below && isUniform(below)) return [over(factor, factorOf(below)), above]
  const [opposite] = operandsOf(node, 'neg') ?? []
  return opposite && [negated(factor), opposite]
}

/**
 * Something times a factor: the whole node, or the rest after removing uniform factors, outermost
 * first.
 */
export const scaled = <N extends string, H extends string, F extends string>(
  name: N,
  pattern: Pattern<H, F>,
): Pattern<H, N | F> => ({
  *match(node, sign, bound) {
    let at: Scaled | undefined = [one, node]
    for (; at !== undefined; at = peeled(at)) {
      const [factor, rest] = at
      yield* pattern.match(rest, 1, bindFactor(bound, name, factor, sign))
    }
  },
})

/** Something times a factor, with every uniform factor removed. */
export const factored = <N extends string, H extends string, F extends string>(
  name: N,
  pattern: Pattern<H, F>,
): Pattern<H, N | F> => ({
  *match(node, sign, bound) {
    let at: Scaled = [one, node]
    for (let next = peeled(at); next !== undefined; next = peeled(at)) at = next
    const [factor, rest] = at
    yield* pattern.match(rest, 1, bindFactor(bound, name, factor, sign))
  },
})

/** A pattern whose match names other factors, computed from some of its own. */
export const derived = <H extends string, F extends string, T extends string, G extends string>(
  pattern: Pattern<H, F | T>,
  own: readonly T[],
  compute: (
    own: { readonly [name in T]: Factor },
  ) => readonly (readonly [name: G, factor: Factor])[],
): Pattern<H, F | G> => ({
  *match(node, sign, before) {
    for (const { nodes, factors } of pattern.match(node, sign, before)) {
      const rest = Object.fromEntries(
        Object.entries(factors).filter(([name]) => !own.some((one) => one === name)),
      )
      // the pattern binds each of them
      const made = compute(factors as { readonly [name in T]: Factor })
      const kept: Bound = { nodes, factors: rest }
      yield made.reduce((bound, [name, factor]) => bindFactor(bound, name, factor), kept)
    }
  },
})
