import {
  etaOf,
  type Progress,
  type ProgressEvent,
  progressLine,
  progressState,
} from '@momenta/bench-results'
import fc from 'fast-check'
import t from 'tap'
import { begin, start } from './reporters.js'

const after = (...events: readonly ProgressEvent[]): Progress => {
  const [first, ...rest] = events
  if (first === undefined) throw new Error('a run begins with an event')
  return rest.reduce((state, event) => progressState(event, state), progressState(first))
}

t.test(
  'the time left is the weight left over the mean rate since the first unit began',
  async (t) => {
    // 30 of 100 done from t = 1 s to t = 7 s: 5/s; 70 left: 14 s
    const state = after(begin(100), start, { event: 'advance', weight: 30, t: 7000 })
    t.equal(etaOf(state, 7000), 14)
    // 6 s later without news: 2.5/s, 28 s
    t.equal(etaOf(state, 13000), 28)
  },
)

t.test('resumed weight counts as done and not for the rate', async (t) => {
  // 60 resumed, then 10 in 4 s: 2.5/s; 30 left: 12 s (counted in, the rate would be 17.5/s: 1.7 s)
  const state = after(begin(100), { event: 'resumed', weight: 60, t: 500 }, start, {
    event: 'advance',
    weight: 10,
    t: 5000,
  })
  t.equal(etaOf(state, 5000), 12)
  t.equal(progressLine(state, 5000), 'levy 70/100 70%, 60 resumed, 2.5/s, ETA 0:12, adam seed 1')
})

t.test('what a failed unit leaves undone is not left to do, nor was it done', async (t) => {
  // 20 in 4 s: 5/s; 30 lost: 50 left: 10 s
  const state = after(
    begin(100),
    start,
    { event: 'advance', weight: 20, t: 5000 },
    {
      event: 'fail',
      message: 'diverged',
      weight: 30,
      t: 5000,
    },
  )
  t.equal(etaOf(state, 5000), 10)
  t.equal(progressLine(state, 5000), 'levy 50/100 50%, 1 failed, 5/s, ETA 0:10, adam seed 1')
})

t.test('there is no time left to name before the first weight, and none at the end', async (t) => {
  t.equal(etaOf(after(begin(10)), 5000), undefined)
  t.equal(etaOf(after(begin(10), start), 5000), undefined)
  t.equal(etaOf(after(begin(10), start, { event: 'advance', weight: 1, t: 1000 }), 1000), undefined)
  t.equal(etaOf(after(begin(10), { event: 'resumed', weight: 10, t: 0 }), 5000), 0)
  t.equal(progressLine(after(begin(0)), 0), 'levy 0/0 100%')
})

t.test('the line rounds weights, shows hours, and the note of the unit in hand only', async (t) => {
  // 1 in 1 s; 7324 left: 7324 s = 2 h 2 min 4 s
  const noted = after(begin(7325), start, { event: 'advance', weight: 1, note: 'f 0.81', t: 2000 })
  t.equal(progressLine(noted, 2000), 'levy 1/7325 0%, 1/s, ETA 2:02:04, adam seed 1 f 0.81')
  const next = progressState({ event: 'start', unit: 'sam seed 1', t: 2000 }, noted)
  t.equal(progressLine(next, 2000), 'levy 1/7325 0%, 1/s, ETA 2:02:04, sam seed 1')
  // 10 times 0.1 is 0.9999999999999999
  const tenths = after(
    begin(1),
    start,
    ...Array.from(
      { length: 10 },
      (): ProgressEvent => ({ event: 'advance', weight: 0.1, t: 2000 }),
    ),
  )
  t.match(progressLine(tenths, 2000), /^levy 1\/1 100%/)
})

t.test('the order of resumed, failed and done weight does not matter', async (t) => {
  const events = fc.array(
    fc.oneof(
      fc.record({
        event: fc.constant('advance' as const),
        weight: fc.nat(9),
        t: fc.constant(3000),
      }),
      fc.record({
        event: fc.constant('resumed' as const),
        weight: fc.nat(9),
        t: fc.constant(3000),
      }),
    ),
  )
  await fc.assert(
    fc.property(events, (events) => {
      const sum = (kind: string): number =>
        events
          .filter(({ event }) => event === kind)
          .reduce((total, { weight }) => total + weight, 0)
      const [done, resumed] = [sum('advance'), sum('resumed')]
      const state = after(begin(1000), start, ...events)
      // from t = 1 s to t = 3 s
      const expected = done === 0 ? undefined : (1000 - done - resumed) / (done / 2)
      const eta = etaOf(state, 3000)
      t.ok(eta === expected || Math.abs((eta ?? Number.NaN) / (expected ?? Number.NaN) - 1) < 1e-12)
    }),
  )
})
