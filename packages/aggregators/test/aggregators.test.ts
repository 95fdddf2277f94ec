import * as catalogue from '@momenta/aggregators'
import { weightsOf } from '@momenta/aggregators/weights'
import fc from 'fast-check'
import t from 'tap'

const all = Object.entries(catalogue)
const keys = [9, 1, 4, 1]

t.test(
  'the weights of each aggregator are those of its equation, for n = 4 entries of 5',
  async (t) => {
    const of = (aggregator: catalogue.Aggregator) => weightsOf(aggregator, keys, 5)
    t.same(of(catalogue.meanOfEntries()), { current: 0, entries: 1 / 4 })
    t.same(of(catalogue.sumOfEntries()), { current: 0, entries: 1 })
    t.same(of(catalogue.currentPlusMean()), { current: 1, entries: 1 / 4 })
    t.same(of(catalogue.meanWithCurrent()), { current: 1 / 5, entries: 1 / 5 })
    t.same(of(catalogue.midpoint()), { current: 1 / 2, entries: 1 / 8 })
    // in order: 1 (slot 1), 1 (slot 3), 4, 9; the lower of the two in the middle is 1, first at slot
    // 1
    t.same(of(catalogue.minimumEntry()), { current: 0, entries: [0, 1, 0, 0] })
    t.same(of(catalogue.medianEntry()), { current: 0, entries: [0, 1, 0, 0] })
    t.same(of(catalogue.maximumEntry()), { current: 0, entries: [1, 0, 0, 0] })
    t.same(of(catalogue.currentPlusMinimum()), { current: 1, entries: [0, 1, 0, 0] })
    t.same(of(catalogue.currentPlusMedian()), { current: 1, entries: [0, 1, 0, 0] })
    t.same(of(catalogue.currentPlusMaximum()), { current: 1, entries: [1, 0, 0, 0] })
  },
)

t.test('of equal keys the first is picked', async (t) => {
  t.same(weightsOf(catalogue.maximumEntry(), [2, 2], 2).entries, [1, 0])
  t.same(weightsOf(catalogue.minimumEntry(), [2, 2], 2).entries, [1, 0])
  t.same(weightsOf(catalogue.medianEntry(), [3, 1, 2], 3).entries, [0, 0, 1])
})

t.test('the divisor is the size or the capacity', async (t) => {
  t.same(weightsOf(catalogue.currentPlusMean({ divisor: 'capacity' }), keys, 5), {
    current: 1,
    entries: 1 / 5,
  })
  t.same(weightsOf(catalogue.meanWithCurrent({ divisor: 'capacity' }), keys, 5), {
    current: 1 / 6,
    entries: 1 / 6,
  })
})

t.test('an empty memory and kappa 0 are the base, for every aggregator', async (t) => {
  for (const [name, factory] of all) {
    t.same(weightsOf(factory(), [], 5), { current: 1, entries: 0 }, name)
    t.same(weightsOf(factory({ kappa: 0 }), keys, 5), { current: 1, entries: 0 }, name)
  }
})

t.test(
  'kappa draws a line from the base through the aggregator, for every aggregator',
  async (t) => {
    const list = (entries: number | readonly number[]) => [entries].flat() as number[]
    await fc.assert(
      fc.property(fc.double({ min: 0.01, max: 3, noNaN: true }), (kappa) => {
        for (const [name, factory] of all) {
          const full = weightsOf(factory(), keys, 5)
          const got = weightsOf(factory({ kappa }), keys, 5)
          // tolerance: one rounding of numbers below 4
          t.ok(Math.abs(got.current - ((1 - kappa) * 1 + kappa * full.current)) < 1e-15 * 8, name)
          list(got.entries).forEach((w, i) => {
            t.ok(Math.abs(w - kappa * (list(full.entries)[i] as number)) < 1e-15, name)
          })
        }
      }),
      { numRuns: 40 },
    )
  },
)

t.test('a given kappa takes precedence over that of the aggregator', async (t) => {
  t.same(weightsOf(catalogue.sumOfEntries({ kappa: 2 }), keys, 5, 1), { current: 0, entries: 1 })
  t.same(weightsOf(catalogue.sumOfEntries({ kappa: 2 }), keys, 5), { current: -1, entries: 2 })
})

t.test('bad options are one clear line', async (t) => {
  for (const [name, factory] of all) {
    t.throws(() => factory({ kappa: -1 }), {
      name: 'RangeError',
      message: `${name}: kappa must be a finite number >= 0, got -1`,
    })
    t.throws(() => factory({ kappa: Number.NaN }), { message: /got NaN/ })
    t.throws(() => factory({ kappa: '1' as never }), { name: 'TypeError' })
  }
  for (const [name, factory] of all)
    for (const bad of [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
      t.throws(() => factory({ kappa: bad }), { name: 'RangeError' }, name)
  t.throws(() => catalogue.meanOfEntries({ kapa: 1 } as never), {
    name: 'TypeError',
    message: "meanOfEntries: unknown option 'kapa'; did you mean kappa? Options: kappa, divisor",
  })
  t.throws(() => Reflect.apply(catalogue.meanOfEntries, undefined, [0.5]), {
    message: 'meanOfEntries: options must be an object such as { kappa: 0.5 }, got 0.5',
  })
  t.throws(() => catalogue.meanOfEntries({ divisor: 'n' as never }), {
    message: "meanOfEntries: divisor must be 'size' or 'capacity', got 'n'",
  })
})

t.test(
  'weights of anything else than an aggregator and keys say how to ask for them',
  async (t) => {
    for (const args of [[], [catalogue.currentPlusMean()], [undefined, [1], 5], [{}, [1], 5]])
      t.throws(() => Reflect.apply(weightsOf, undefined, args), {
        name: 'TypeError',
        message: /^weightsOf: call it as weightsOf\(aggregator, keys, capacity\), got /,
      })
  },
)
