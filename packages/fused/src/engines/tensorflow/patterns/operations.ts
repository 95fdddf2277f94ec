import { factorOf } from '../Factor.js'
import { isUniform, type Node, type Operation, operandsOf } from '../graph.js'
import { type Bound, bindFactor, type Pattern, type Sign } from './Pattern.js'

type Signed = readonly [node: Node, sign: Sign]

/** Both operands in both orders. */
function* inEitherOrder(
  [a, x]: Signed,
  [b, y]: Signed,
  first: Pattern<string, string>,
  second: Pattern<string, string>,
  bound: Bound,
): Iterable<Bound> {
  for (const half of first.match(a, x, bound)) yield* second.match(b, y, half)
  for (const half of first.match(b, y, bound)) yield* second.match(a, x, half)
}

const pairOf = (node: Node, operation: Operation) =>
  operandsOf(node, operation) as readonly [Node, Node] | undefined

type Binary = <H extends string, F extends string, I extends string, G extends string>(
  a: Pattern<H, F>,
  b: Pattern<I, G>,
) => Pattern<H | I, F | G>

/** a − b, where a factor takes the sign of b. */
export const difference: Binary = (a, b) => ({
  *match(node, sign, bound) {
    const [x, y] = pairOf(node, 'sub') ?? []
    const minus: Sign = sign === 1 ? -1 : 1
    if (x && y) yield* inEitherOrder([x, sign], [y, minus], a, b, bound)
  },
})

/** a + b, also written as a difference. */
export const sum: Binary = (a, b) => ({
  *match(node, sign, bound) {
    const [x, y] = pairOf(node, 'add') ?? []
    if (x && y) yield* inEitherOrder([x, sign], [y, sign], a, b, bound)
    yield* difference(a, b).match(node, sign, bound)
  },
})

const commutative =
  (operation: Operation): Binary =>
  (a, b) => ({
    *match(node, sign, bound) {
      const [x, y] = pairOf(node, operation) ?? []
      if (x && y && sign === 1) yield* inEitherOrder([x, 1], [y, 1], a, b, bound)
    },
  })

/** a · b, in either order. */
export const product: Binary = commutative('mul')

/** The maximum of a and b, in either order, which only differ for NaN. */
export const maximum: Binary = commutative('max')

/** √a. */
export const root = <H extends string, F extends string>(a: Pattern<H, F>): Pattern<H, F> => ({
  *match(node, sign, bound) {
    const [x] = operandsOf(node, 'sqrt') ?? []
    if (x && sign === 1) yield* a.match(x, 1, bound)
  },
})

/** factor · a / b, written a/b or a · (factor/b). */
export const quotient = <
  N extends string,
  H extends string,
  F extends string,
  I extends string,
  G extends string,
>(
  factor: N,
  a: Pattern<H, F>,
  b: Pattern<I, G>,
): Pattern<H | I, N | F | G> => ({
  *match(node, sign, bound) {
    if (sign !== 1) return
    const [above, below] = pairOf(node, 'div') ?? []
    if (above && below) for (const half of a.match(above, 1, bound)) yield* b.match(below, 1, half)
    const [x, y] = pairOf(node, 'mul') ?? []
    for (const [left, right] of x && y ? [[x, y] as const, [y, x] as const] : []) {
      const [numerator, denominator] = pairOf(right, 'div') ?? []
      if (!numerator || !denominator || !isUniform(numerator)) continue
      for (const half of a.match(left, 1, bindFactor(bound, factor, factorOf(numerator))))
        yield* b.match(denominator, 1, half)
    }
  },
})

/** Matches any of the patterns. */
export const either = <H extends string, F extends string>(
  ...patterns: readonly Pattern<H, F>[]
): Pattern<H, F> => ({
  *match(node, sign, bound) {
    for (const pattern of patterns) yield* pattern.match(node, sign, bound)
  },
})
