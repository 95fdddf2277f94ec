import type { Weights } from '@momenta/aggregators'
import type { DescriptionOf, Plan } from '../Description.js'
import type { Offered } from './offer.js'
import { spoken } from './spoken.js'
import { type Voice, voiceOf } from './Voice.js'

type Scalars = { readonly current: number; readonly entries: readonly number[] }
type How = `${Voice}:${'drop' | 'store'}:${number}`

/** The part of a memory whose aggregator weighs each entry by itself: the body reads just the entries with weight. */
export const weightedMemory = (
  read: 'before' | 'after',
): {
  readonly slots: { readonly [N in never]: 'zeros' }
  readonly plan: (offered: Offered, weights: Weights) => Plan<Scalars, How>
  readonly body: DescriptionOf<never, Scalars, null, How>['body']
} => ({
  slots: {},
  plan: ({ slot }, weights) => {
    const each = typeof weights.entries === 'number' ? [] : weights.entries
    // Read after the offer, the newcomer is an entry, and it is the update itself.
    const own = read === 'after' && slot !== undefined ? slot : -1
    const current = weights.current + (each[own] ?? 0)
    const speaking = each.flatMap((weight, i) => (weight === 0 || i === own ? [] : [i]))
    return {
      scalars: { current, entries: speaking.map((i) => each[i] as number) },
      variant: `${voiceOf(current, speaking.length === 0)}:${slot === undefined ? 'drop' : 'store'}:${speaking.length}`,
      read: speaking,
      ...(slot === undefined ? {} : { write: slot }),
    }
  },
  body: (x, { updates: u, entries: e, scalars: k, variant: how }) => {
    const [voice, store] = how.split(':') as [Voice, 'drop' | 'store']
    const said = () =>
      e
        .map((entry, i) => x.mul(k.entries[i] as typeof u, entry))
        .reduce((sum, term) => x.add(sum, term))
    return {
      updates: spoken(x, voice, u, k.current, e.length === 0 ? () => x.of(0) : said),
      slots: {},
      ...(store === 'store' ? { entry: u } : {}),
    }
  },
})
