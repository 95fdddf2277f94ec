import type { Program } from '../trace/Program.js'
import { applyAdam, decayed } from './adamOf.js'
import { aggregate, known } from './aggregate.js'
import { endingOf } from './ending.js'
import type { Step } from './steps.js'

/** Adam and AdamW, and critical gradients over them. */
export const adamOf = (program: Program): Step | undefined => {
  const { names, hows } = program
  const remembers = names[0] === 'remember'
  const adam = remembers ? 1 : 0
  const ending = endingOf(program, adam + 1)
  const fits = names[adam] === 'scaleByAdam' && hows[adam] === 'plain:adam'
  if (!fits || ending === undefined || (remembers && !known.test(hows[0] as string)))
    return undefined
  return (ops, leaf, k) => {
    const factor = k(ending.rate, 'factor')
    const decay = ending.decay === undefined ? undefined : k(ending.decay, 'weightDecay')
    const g = leaf.id('g')
    const memory = remembers
      ? aggregate(ops, leaf, k, 0, hows[0] as string, g)
      : { aggregate: g, sum: undefined, own: [] }
    const power = 1 - 1 / k(adam, 'correction1')
    const taken = [leaf.slot(adam, 'mu'), leaf.slot(adam, 'nu')].map((id) => leaf.taken(id))
    const tensors = [decayed(ops, leaf, factor, decay), ...taken]
    const [p, mu, nu] = applyAdam(ops, tensors, memory.aggregate, k, adam, {
      factor,
      power,
      b1: k(adam, 'b1'),
    }) as [number, number, number]
    ops.free(...memory.own)
    leaf.store(p, [
      [adam, 'mu', mu],
      [adam, 'nu', nu],
      ...(memory.sum === undefined ? [] : [[0, 'sum', memory.sum] as const]),
    ])
  }
}
