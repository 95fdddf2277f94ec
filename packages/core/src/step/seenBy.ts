import type { Description } from '../Description.js'
import type { Measured, Seen } from '../Seen.js'
import type { Norms } from './Norms.js'
import { noReductions, type PartReductions } from './readMeasurement.js'

const none: readonly number[] = []

const picked = (
  needs: readonly Measured[],
  what: Measured,
  all: readonly number[] | undefined,
  own: readonly number[],
): readonly number[] => {
  if (all === undefined || !needs.includes(what)) return none
  const norms: number[] = []
  for (const leaf of own) norms.push(all[leaf] as number)
  return norms
}

/**
 * The measurements that a part needs, for the leaves that it acts on.
 *
 * @param own - The indices of its leaves, in the order of their names.
 * @param names - Their names.
 * @param reductions - The results of its reductions. Default none.
 *
 * @example
 * import { remember } from '@momenta/core'
 * import { seenBy } from '@momenta/core/program'
 *
 * const norms = { grads: [3, 4], updates: undefined, params: [1, 1], finite: true, rawFinite: true, value: NaN, more: [] }
 * seenBy(remember()[0], [1], ['b'], norms).grads // => [4]
 * seenBy(remember()[0], [1], ['b'], norms).params // => []
 */
export const seenBy = (
  { needs }: Description,
  own: readonly number[],
  names: readonly string[],
  norms: Norms,
  { sums, maxima }: PartReductions = noReductions,
): Seen => {
  const leaves = own.length
  if (needs === undefined || needs.length === 0)
    return {
      grads: none,
      updates: none,
      params: none,
      sums,
      maxima,
      value: Number.NaN,
      more: norms.more,
      leaves,
      names,
      finite: true,
      rawFinite: true,
    }
  const asks = needs.includes('finite')
  return {
    grads: picked(needs, 'grads', norms.grads, own),
    updates: picked(needs, 'updates', norms.updates, own),
    params: picked(needs, 'params', norms.params, own),
    sums,
    maxima,
    value: needs.includes('value') ? norms.value : Number.NaN,
    more: norms.more,
    leaves,
    names,
    finite: norms.finite || !asks,
    rawFinite: norms.rawFinite || !asks,
  }
}
