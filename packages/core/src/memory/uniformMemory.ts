import type { Weights } from '@momenta/aggregators'
import type { DescriptionOf, Plan } from '../Description.js'
import type { Offered, Store } from './offer.js'
import { spoken } from './spoken.js'
import { type Voice, voiceOf } from './Voice.js'

type Scalars = { readonly current: number; readonly entries: number }
type How = `${Voice}:${Store}:${'before' | 'after'}`

/** The part of a memory whose aggregator weighs all entries alike: a running sum speaks for them, whatever the capacity. */
export const uniformMemory = (
  read: 'before' | 'after',
): {
  readonly slots: { readonly sum: 'zeros' }
  readonly plan: (offered: Offered, weights: Weights) => Plan<Scalars, How>
  readonly body: DescriptionOf<'sum', Scalars, null, How>['body']
} => ({
  slots: { sum: 'zeros' },
  plan: ({ memory, store, slot }, { current, entries }) => {
    const weight = entries as number
    const k = { current, entries: weight }
    const how: How = `${voiceOf(current, weight === 0)}:${store}:${read}`
    if (slot === undefined) return { scalars: k, variant: how }
    if (store === 'replace') return { scalars: k, variant: how, read: [slot], write: slot }
    if (store === 'append') return { scalars: k, variant: how, write: slot }
    const others = memory.keys.flatMap((_, i) => (i === slot ? [] : [i]))
    return { scalars: k, variant: how, read: others, write: slot }
  },
  body: (x, { updates: u, slots: s, entries: e, scalars: k, variant: how }) => {
    const [voice, store] = how.split(':') as [Voice, Store]
    const sum = {
      drop: () => s.sum,
      append: () => x.add(s.sum, u),
      replace: () => x.add(x.sub(s.sum, e[0] as typeof u), u),
      resum: () => e.reduceRight((rest, entry) => x.add(rest, entry), u),
    }[store]()
    return {
      updates: spoken(x, voice, u, k.current, () =>
        x.mul(k.entries, read === 'before' ? s.sum : sum),
      ),
      slots: { sum },
      ...(store === 'drop' ? {} : { entry: u }),
    }
  },
})
