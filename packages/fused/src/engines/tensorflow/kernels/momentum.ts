import { all, isOne } from '../conditions.js'
import { type Factor, negated, times } from '../Factor.js'
import type { Node } from '../graph.js'
import { average } from '../patterns/average.js'
import { moved } from '../patterns/descent.js'
import { factored, scaled } from '../patterns/factors.js'
import { hole, named } from '../patterns/leaves.js'
import { sum } from '../patterns/operations.js'
import { matchesOf } from '../patterns/Pattern.js'
import { type Emitter, type Kernel, tensor, type Use, variable } from './Kernel.js'
import { parametersOf } from './parameters.js'

/** b = decay · b + weight · u. */
const buffer = named(
  'b',
  average('held', 'decay', 'weight', (factor) => factored(factor, hole('u'))),
)
const heavyBall = moved(buffer)
const lookingAhead = moved(sum(factored('now', hole('u')), scaled('ahead', buffer)))

interface Found {
  readonly nodes: { readonly [hole in 'p' | 'u' | 'held' | 'b']: Node }
  readonly factors: { readonly [name in 'keep' | 'rate' | 'decay' | 'weight']: Factor }
}

/** The use of one match: with the multiplication of u by its weight, or without if it is 1. */
const usesOf = (
  next: Node,
  { nodes: { p, u, held, b }, factors: { keep, rate, decay, weight } }: Found,
  now?: Factor,
): readonly Use[] => {
  const emit = (weighs: boolean) => (to: Emitter) => {
    const { scalar, compute, update } = to
    const at = tensor(to.tensor(u))
    const taken = weighs ? tensor(compute('Mul', at, scalar(weight))) : at
    update(
      [
        [parametersOf(to, p, keep), next],
        [to.tensor(held), b],
      ],
      {
        operation: 'ResourceApplyMomentum',
        inputs: [variable(0), variable(1), scalar(negated(rate)), taken, scalar(decay)],
      },
      ...(now === undefined
        ? []
        : [
            {
              operation: 'ResourceApplyGradientDescent',
              inputs: [variable(0), scalar(negated(now)), at],
            },
          ]),
    )
  }
  const use = { reads: [u], makes: [next, b] }
  return [
    { ...use, holds: isOne(weight), emit: emit(false) },
    { ...use, holds: all(), emit: emit(true) },
  ]
}

/** p + rate b, b the next momentum; with Nesterov momentum p + rate (ahead b + now u). */
export const momentum: Kernel = {
  name: 'momentum',
  uses: (next) => [
    ...matchesOf(heavyBall, next).flatMap((found) => usesOf(next, found)),
    ...matchesOf(lookingAhead, next).flatMap(({ nodes, factors }) => {
      const { rate, ahead, now } = factors
      return usesOf(
        next,
        { nodes, factors: { ...factors, rate: times(rate, ahead) } },
        times(rate, now),
      )
    }),
  ],
}
