import {
  type Aggregator,
  currentPlusMean,
  meanOfEntries,
  meanWithCurrent,
  sumOfEntries,
} from '@momenta/aggregators'
import { type Description, type Plan, remember } from '@momenta/core'
import t from 'tap'

/** How the memory speaks at the second of two offers, the first of which it holds. */
const voiceOf = (aggregator: Aggregator, kappa = 1) => {
  const part = remember({ aggregator, capacity: 2 })[0] as Description
  const offer = (host: unknown) => {
    const seen = { grads: [1], updates: [1], params: [0], names: ['a'], finite: true }
    return part.plan(host as never, seen as never, { kappa })
  }
  const first = offer(part.init([{ name: 'a', shape: [], size: 1 }]))
  const of = ({ plan }: { readonly plan: unknown }) => String((plan as Plan).variant).split(':')[0]
  return [of(first), of(offer(first.next))]
}

t.test('an aggregate is put together with the least arithmetic that it needs', async (t) => {
  // an empty memory lets the update pass; u + mean adds; the mean alone does not read u; a mean with u scales both
  t.same(voiceOf(currentPlusMean()), ['pass', 'added'])
  t.same(voiceOf(meanOfEntries()), ['pass', 'alone'])
  t.same(voiceOf(sumOfEntries()), ['pass', 'alone'])
  t.same(voiceOf(meanWithCurrent()), ['pass', 'scaled'])
  t.same(voiceOf(currentPlusMean(), 0), ['pass', 'pass'], 'kappa 0 is the base')
})
