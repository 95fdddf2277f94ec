import {
  type Aggregator,
  currentPlusMean,
  meanOfEntries,
  meanWithCurrent,
  sumOfEntries,
} from '@momenta/aggregators'
import { type Description, type Plan, remember } from '@momenta/core'
import t from 'tap'

/** The forms of the aggregate at two offers, the first of which is stored. */
const formsOf = (aggregator: Aggregator, kappa = 1) => {
  const part = remember({ aggregator, capacity: 2 })[0] as Description
  const offer = (host: unknown) => {
    const seen = { grads: [1], updates: [1], params: [0], names: ['a'], finite: true }
    return part.plan(host as never, seen as never, { kappa })
  }
  const first = offer(part.init([{ name: 'a', shape: [], size: 1 }]))
  const of = ({ plan }: { readonly plan: unknown }) => (plan as Plan).variant?.form
  return [of(first), of(offer(first.next))]
}

t.test('an aggregate uses the minimum of arithmetic', async (t) => {
  // an empty memory lets the update pass; u + mean adds; the mean alone does not read u; a mean
  // with u scales both
  t.same(formsOf(currentPlusMean()), ['current', 'currentPlusEntries'])
  t.same(formsOf(meanOfEntries()), ['current', 'entries'])
  t.same(formsOf(sumOfEntries()), ['current', 'entries'])
  t.same(formsOf(meanWithCurrent()), ['current', 'scaledPlusEntries'])
  t.same(formsOf(currentPlusMean(), 0), ['current', 'current'], 'kappa 0 is the base')
})
