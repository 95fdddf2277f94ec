import type { Plan } from '../Description.js'
import { aggregate } from './aggregate.js'
import { byForm, type Form, formOf } from './Form.js'
import type { Store } from './offer.js'
import type { Storage } from './Storage.js'

type Scalars = { readonly current: number; readonly entries: number }

type UniformVariant = {
  readonly form: Form
  readonly store: Store
  /** Whether the running sum is read before or after the offer. */
  readonly read: 'before' | 'after'
}

const variantsFor = (read: 'before' | 'after') =>
  byForm((form): { readonly [S in Store]: UniformVariant } => ({
    drop: { form, store: 'drop', read },
    append: { form, store: 'append', read },
    replace: { form, store: 'replace', read },
    resum: { form, store: 'resum', read },
  }))

const variants = { before: variantsFor('before'), after: variantsFor('after') }

/** The slots of a memory except one. */
const othersThan = (slot: number, count: number): readonly number[] => {
  const others: number[] = []
  for (let i = 0; i < count; i++) if (i !== slot) others.push(i)
  return others
}

/** The storage if all entries have one weight: a running sum, for any capacity. */
export const uniformMemory = (
  when: 'before' | 'after',
): Storage<'sum', Scalars, UniformVariant> => ({
  slots: { sum: 'zeros' },
  plan: ({ memory, store, slot }, { current, entries }): Plan<Scalars, UniformVariant> => {
    const weight = entries as number
    const scalars = { current, entries: weight }
    const variant = variants[when][formOf(current, weight !== 0)][store]
    if (slot === undefined) return { scalars, variant }
    if (store === 'append') return { scalars, variant, write: slot }
    const read = store === 'replace' ? [slot] : othersThan(slot, memory.keys.length)
    return { scalars, variant, read, write: slot }
  },
  body: (x, { updates: u, slots: s, entries: e, scalars: k, variant: { form, store, read } }) => {
    const sum = {
      drop: () => s.sum,
      append: () => x.add(s.sum, u),
      replace: () => x.add(x.sub(s.sum, e[0] as typeof u), u),
      resum: () => e.reduceRight((rest, entry) => x.add(rest, entry), u),
    }[store]()
    return {
      updates: aggregate(x, form, u, k.current, () =>
        x.mul(k.entries, read === 'before' ? s.sum : sum),
      ),
      slots: { sum },
      ...(store === 'drop' ? {} : { entry: u }),
    }
  },
})
