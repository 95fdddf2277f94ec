import type { Program } from '../trace/Program.js'
import { applyAdam, decayed } from './adamOf.js'
import { aggregate, known } from './aggregate.js'
import { endingOf } from './ending.js'
import type { Step } from './steps.js'

const [first, memory, scaling] = [0, 1, 2]

/** Critical momenta over Adam and AdamW: momentum, memory, and v from the aggregate. */
export const momentaOf = (program: Program): Step | undefined => {
  const { names, hows } = program
  const ending = endingOf(program, scaling + 1)
  const fits =
    names.slice(0, scaling + 1).join() === 'ema,remember,scaleByNu' &&
    hows[first] === 'plain' &&
    known.test(hows[memory] as string) &&
    hows[scaling] === 'updates:adam'
  if (!fits || ending === undefined) return undefined
  return (ops, leaf, k) => {
    const factor = k(ending.rate, 'factor')
    const decay = ending.decay === undefined ? undefined : k(ending.decay, 'weightDecay')
    const [old, rest] = [leaf.slot(first, 'mu'), ops.scalar(k(first, 'rest'))]
    const later = [leaf.slot(memory, 'sum'), ...leaf.entries]
    // m − (1 − β)(m − g) is β m + (1 − β) g
    const apart = ops.sub(old, leaf.id('g'))
    const [mu] = ops.inVariables([leaf.taken(old, later)], ([handle]) =>
      ops.apply('ResourceApplyGradientDescent', [handle as number, rest, apart]),
    ) as [number]
    const { aggregate: a, sum, own } = aggregate(ops, leaf, k, memory, hows[memory] as string, mu)
    // with β₁ = 0 the momentum becomes the aggregate: m − g lends it its memory
    const scratch = { id: apart, shape: leaf.shape, free: true }
    const p = decayed(ops, leaf, factor, decay)
    const nu = leaf.taken(leaf.slot(scaling, 'nu'))
    const scaled = { factor: factor * k(scaling, 'correction1'), power: 0, b1: 0 }
    const [parameters, spent, second] = applyAdam(ops, [p, scratch, nu], a, k, scaling, scaled) as [
      number,
      number,
      number,
    ]
    ops.free(rest, spent, ...own)
    leaf.store(parameters, [
      [first, 'mu', mu],
      [scaling, 'nu', second],
      ...(sum === undefined ? [] : [[memory, 'sum', sum] as const]),
    ])
  }
}
