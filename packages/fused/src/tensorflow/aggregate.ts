import type { Variant } from '@momenta/core'
import type { Leaf } from './Leaf.js'
import type { Numbers } from './Numbers.js'
import type { Operations } from './operations.js'

/** What a memory makes of a value: the aggregate, and its running sum; `own` are ids that were made on the way. */
export interface Aggregated {
  readonly aggregate: number
  readonly sum: number | undefined
  readonly own: readonly number[]
}

/** The variants of `remember` that are known here: a running sum that is read before the offer. */
export const isKnown = (variant: Variant | undefined): variant is Variant =>
  variant?.form !== undefined && variant.store !== undefined && variant.read === 'before'

const aggregateOf = (
  ops: Operations,
  form: Variant[string] | undefined,
  x: number,
  current: number,
  entries: number,
  sum: () => number,
) => {
  if (form === 'current') return { aggregate: x, own: [] }
  const weight = ops.scalar(entries)
  const weighted = ops.mul(sum(), weight)
  if (form === 'entries') return { aggregate: weighted, own: [weight, weighted] }
  if (form === 'currentPlusEntries') {
    const aggregate = ops.add(x, weighted)
    return { aggregate, own: [weight, weighted, aggregate] }
  }
  const share = ops.scalar(current)
  const scaled = ops.mul(x, share)
  const aggregate = ops.add(scaled, weighted)
  return { aggregate, own: [weight, weighted, share, scaled, aggregate] }
}

/** The aggregate w·x + v·sum, from the sum before the offer, and then the sum after it: changed in place, or taken afresh of all entries. */
export const aggregate = (
  ops: Operations,
  leaf: Leaf,
  k: Numbers,
  part: number,
  { form, store }: Variant,
  x: number,
): Aggregated => {
  const sum = () => leaf.slot(part, 'sum')
  const found = aggregateOf(ops, form, x, k(part, 'current'), k(part, 'entries'), sum)
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
