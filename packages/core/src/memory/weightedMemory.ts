import { aggregate } from './aggregate.js'
import { byForm, type Form, formOf } from './Form.js'
import type { Storage } from './Storage.js'

type Scalars = { readonly current: number; readonly entries: readonly number[] }

type WeightedVariant = { readonly form: Form; readonly stores: boolean }

const kept = byForm((form): WeightedVariant => ({ form, stores: true }))
const dropped = byForm((form): WeightedVariant => ({ form, stores: false }))

/** The storage if each entry has a weight: the body reads the entries whose weight is not 0. */
export const weightedMemory = (
  when: 'before' | 'after',
): Storage<never, Scalars, WeightedVariant> => ({
  slots: {},
  plan: ({ slot }, weights) => {
    const each = typeof weights.entries === 'number' ? [] : weights.entries
    // If the aggregate is computed after the offer, the new entry is the update itself.
    const own = when === 'after' && slot !== undefined ? slot : -1
    const current = weights.current + (each[own] ?? 0)
    const read = each.flatMap((weight, i) => (weight === 0 || i === own ? [] : [i]))
    const form = formOf(current, read.length > 0)
    const scalars = { current, entries: read.map((i) => each[i] as number) }
    return slot === undefined
      ? { scalars, variant: dropped[form], read }
      : { scalars, variant: kept[form], read, write: slot }
  },
  body: (x, { updates: u, entries: e, scalars: k, variant: { form, stores } }) => {
    const sum = () =>
      e
        .map((entry, i) => x.mul(k.entries[i] as typeof u, entry))
        .reduce((sum, term) => x.add(sum, term))
    return {
      updates: aggregate(x, form, u, k.current, e.length === 0 ? () => x.of(0) : sum),
      slots: {},
      ...(stores ? { entry: u } : {}),
    }
  },
})
