import type { Leaf } from './Leaf.js'
import type { Numbers } from './Numbers.js'
import type { Operations } from './operations.js'

/** What a memory makes of a value: the aggregate, and its running sum; `own` are ids that were made on the way. */
export interface Aggregated {
  readonly aggregate: number
  readonly sum: number | undefined
  readonly own: readonly number[]
}

/** The shapes of `remember` that are known here: a running sum that is read before the offer. */
export const known = /^(pass|alone|added|scaled):(drop|append|replace|resum):before$/

const spoken = (
  ops: Operations,
  voice: string,
  x: number,
  current: number,
  entries: number,
  sum: () => number,
) => {
  if (voice === 'pass') return { aggregate: x, own: [] }
  const weight = ops.scalar(entries)
  const said = ops.mul(sum(), weight)
  if (voice === 'alone') return { aggregate: said, own: [weight, said] }
  if (voice === 'added') {
    const aggregate = ops.add(x, said)
    return { aggregate, own: [weight, said, aggregate] }
  }
  const share = ops.scalar(current)
  const scaled = ops.mul(x, share)
  const aggregate = ops.add(scaled, said)
  return { aggregate, own: [weight, said, share, scaled, aggregate] }
}

/** The aggregate w·x + v·sum, from the sum before the offer, and then the sum after it: changed in place, or taken afresh of all entries. */
export const aggregate = (
  ops: Operations,
  leaf: Leaf,
  k: Numbers,
  part: number,
  how: string,
  x: number,
): Aggregated => {
  const [voice, store] = how.split(':') as [string, string]
  const sum = () => leaf.slot(part, 'sum')
  const found = spoken(ops, voice, x, k(part, 'current'), k(part, 'entries'), sum)
  // of a memory of one the sum is its entry
  if (store === 'drop' || (store === 'resum' && leaf.entries.length === 0))
    return { ...found, sum: undefined }
  if (store === 'resum') return { ...found, sum: ops.addN(x, ...leaf.entries) }
  const [changed] = ops.inVariables([leaf.taken(sum(), [x, ...leaf.entries])], ([handle]) => {
    if (store === 'replace')
      ops.apply('AssignSubVariableOp', [handle as number, leaf.entry(part, 0)])
    ops.apply('AssignAddVariableOp', [handle as number, x])
  })
  return { ...found, sum: changed }
}
