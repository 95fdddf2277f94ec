import { currentPlusMinimum, meanOfEntries, minimumEntry } from '@momenta/aggregators'
import { type Description, type Plan, type RememberOptions, remember } from '@momenta/core'
import { fifo, type Policy, priority } from '@momenta/policies'
import t from 'tap'

/** The plans of a memory under keys that are offered one after the other, for one leaf. */
const plansOf = (options: RememberOptions, keys: readonly number[]): readonly Plan[] => {
  const part = remember(options)[0] as Description
  let host = part.init([{ name: 'a', shape: [], size: 1 }])
  return keys.map((key) => {
    const seen = { grads: [key], updates: [key], params: [0], names: ['a'], finite: true }
    const { next, plan } = part.plan(host, seen as never, { kappa: 1 })
    host = next
    return plan as Plan
  })
}
/** What is done with each offer: `drop`, `append`, `replace` or `resum`. */
const stores = (options: RememberOptions, keys: readonly number[]) =>
  plansOf({ aggregator: meanOfEntries(), ...options }, keys).map(({ variant }) => variant?.store)
const filled = (capacity: number) => Array.from({ length: capacity }, () => 'append')

t.test('the running sum is recomputed at every capacity-th replacement', async (t) => {
  // rising keys: the oldest entry never has the largest one
  const rising = Array.from({ length: 10 }, (_, i) => i + 1)
  t.same(stores({ capacity: 3, policy: fifo() }, rising), [
    ...filled(3),
    ...['replace', 'replace', 'resum', 'replace', 'replace', 'resum', 'replace'],
  ])
})

t.test('it is recomputed whenever the replaced entry had the largest key', async (t) => {
  // falling keys: the oldest entry always has the largest one
  t.same(stores({ capacity: 3, policy: fifo() }, [9, 8, 7, 6, 5]), [
    ...filled(3),
    ...['resum', 'resum'],
  ])
  // only the second replaced entry, 9, is the largest; the count of replacements restarts there
  t.same(stores({ capacity: 4, policy: fifo() }, [1, 9, 2, 3, 4, 5, 6, 7, 8]), [
    ...filled(4),
    ...['replace', 'resum', 'replace', 'replace', 'replace'],
  ])
  // 9 occurs twice: the replaced key is not strictly larger than the others
  t.same(stores({ capacity: 4, policy: fifo() }, [9, 9, 2, 3, 4]), [...filled(4), 'replace'])
})

t.test('the key when offered decides, not the decayed one', async (t) => {
  // decay 0.1: 8 is offered first and has decayed to 0.008 when it is given up for 0.5, far below
  // the others
  const policy = priority({ decay: 0.1 })
  t.same(stores({ capacity: 3, policy }, [8, 1, 1, 0.5]), [...filled(3), 'resum'])
})

t.test('an offer that is not stored changes no count', async (t) => {
  const policy = fifo()
  t.same(stores({ capacity: 2, policy }, [1, 2, Number.NaN, 3, Number.POSITIVE_INFINITY, 4]), [
    ...filled(2),
    ...['drop', 'replace', 'drop', 'resum'],
  ])
})

t.test('a NaN key counts as the largest', async (t) => {
  // a policy of a user that keeps what is not finite, in the first slot, and ranks it as 0
  const first: Policy = (keys, newcomer, { capacity }) => {
    const key = Number.isFinite(newcomer) ? newcomer : 0
    return keys.length < capacity
      ? { keys: [...keys, key], slot: keys.length }
      : { keys: [key, ...keys.slice(1)], slot: 0 }
  }
  t.same(stores({ capacity: 3, policy: first }, [Number.NaN, 1, 2, 1]), [...filled(3), 'resum'])
})

t.test('the entries that a step reads do not grow with the capacity', async (t) => {
  // keys that go up and down; a memory of 10 and one of 1,000, each filled and then replaced 4,000
  // times
  const readsAStep = (capacity: number) => {
    const keys = Array.from({ length: capacity + 4000 }, (_, i) => 2 + Math.sin(i * i))
    const plans = plansOf({ capacity, policy: fifo(), aggregator: meanOfEntries() }, keys).slice(
      capacity,
    )
    return plans.reduce((sum, { read = [] }) => sum + read.length, 0) / plans.length
  }
  // one of `capacity` replacements reads all others, and so does the one that replaces the largest,
  // once in `capacity`
  t.ok(readsAStep(10) < 3.5, `${readsAStep(10)}`)
  t.ok(readsAStep(1000) < 3.5, `${readsAStep(1000)}`)
})

t.test('read before, the newcomer does not count for the entry whose slot it takes', async (t) => {
  const policy = priority({ decay: 1 })
  const of = (read: 'before' | 'after') =>
    plansOf({ capacity: 2, policy, aggregator: minimumEntry(), read }, [5, 1, 2]).at(-1)
  // the third offer takes the slot of the second, whose key is the least of those before it
  t.match(of('before'), { scalars: { current: 0, entries: [1] }, read: [1], write: 1 })
  // after it the keys are 5 and 2: the least is the newcomer, which is the update itself
  t.match(of('after'), { scalars: { current: 1, entries: [] }, read: [], write: 1 })
})

t.test('a memory that has no entry yet passes the update, one with an entry adds it', async (t) => {
  const [first, second] = plansOf({ capacity: 2, aggregator: currentPlusMinimum() }, [5, 1])
  t.match(first, { scalars: { current: 1, entries: [] }, variant: { form: 'current' }, read: [] })
  t.match(second, {
    scalars: { current: 1, entries: [1] },
    variant: { form: 'currentPlusEntries' },
    read: [0],
  })
})
