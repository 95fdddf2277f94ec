import type * as tf from '@tensorflow/tfjs-core'
import type { Batches } from './Batches.js'
import type { Choice } from './Choice.js'
import { checkedRow } from './checkedRow.js'
import { moved, type OpenRow } from './moved.js'
import type { Building } from './Parts.js'
import { place } from './place.js'
import type { Workshop } from './Workshop.js'

/** The leaves on their way through the segments. */
export interface Current {
  readonly u: tf.Tensor[]
  readonly g: tf.Tensor[]
  readonly params: tf.Tensor[]
}

/** What the groups of a segment share. */
export interface Context {
  readonly names: readonly string[]
  readonly current: Current
  readonly shop: Workshop
  readonly batches: Batches
  /** Handles are renewed once nothing can fail any more: until then the iterate that was given is whole. */
  readonly renewals: (() => void)[]
}

/** Places the leaves of a group, and says what is to be run: its rows. */
export const placeGroup = (
  { group, each }: Choice,
  states: { readonly [part: number]: Building },
  { names, current, shop, batches, renewals }: Context,
): readonly OpenRow[] => {
  const { u, g, params } = current
  const parts = group.parts.map((part) => states[part] as Building)
  return group.leaves.map((leaf, i) => {
    const { plans, program, scalars } = each(i)
    const p = params[leaf] as tf.Tensor
    const name = names[leaf] as string
    const at = { name, u: u[leaf] as tf.Tensor, g: g[leaf] as tf.Tensor, p, plans, parts }
    const placed = place(program, at, shop)
    const row: OpenRow = checkedRow(name, p, { loads: placed.loads, stores: placed.stores })
    u[leaf] = placed.u
    g[leaf] = placed.g
    if (row.stores.length > 0) batches.of(program, scalars).rows.push(row)
    if (program.next !== undefined) {
      const { spent } = placed
      const renewal = moved({ p, name, spent }, row, program.next, shop, (tensor) => {
        params[leaf] = tensor
      })
      if (renewal !== undefined) renewals.push(renewal)
    }
    return row
  })
}
