import { cosine, exponential, join, linear, oneCycle, warmup } from '@momenta/schedules'
import t from 'tap'

t.test('linear is exactly its end value from the last step on, without rounding', async (t) => {
  // 1 + (0.1 - 1) is 0.09999999999999998 in float64
  const rate = linear({ init: 1, end: 0.1, steps: 4 })
  t.equal(rate(4), 0.1)
  t.equal(rate(5), 0.1)
})

t.test('warmup ends exactly at the first value of the next schedule', async (t) => {
  // 1 + (0.1 - 1) is 0.09999999999999998 in float64
  t.equal(warmup({ from: 1, steps: 4, after: () => 0.1 })(4), 0.1)
})

t.test('oneCycle reaches exactly its peak', async (t) => {
  // from 0.1/0.01 = 10: 10 + (0.1 - 10) is 0.09999999999999964 in float64
  t.equal(oneCycle({ peak: 0.1, steps: 10, rise: 0.5, start: 0.01 })(5), 0.1)
})

t.test('the first schedule of join begins at step 0', async (t) => {
  const rate = join({ schedules: [(step) => step, (step) => 10 + step], boundaries: [3] })
  t.same([0, 1, 2, 3, 4].map(rate), [0, 1, 2, 10, 11])
  t.equal(join({ schedules: [(step) => step] })(7), 7)
})

t.test(
  'the examples of the schedules with an end take 1000 steps, that of warmup 100',
  async (t) => {
    for (const make of [linear, cosine]) {
      t.ok(make.example()(999) > 0, make.name)
      t.equal(make.example()(1000), 0, make.name)
    }
    // 1e-3 multiplied by 0.96 once in the 1000 steps
    t.equal(exponential.example()(1000), 1e-3 * 0.96)
    // falling until step 1000, and no further
    const last = oneCycle.example()(1000)
    t.ok(oneCycle.example()(999) > last)
    t.equal(oneCycle.example()(1001), last)
    t.ok(warmup.example()(99) < 1e-3)
    t.equal(warmup.example()(100), 1e-3)
  },
)

t.test('an error names its schedule', async (t) => {
  for (const [make, name] of [
    [linear, 'linear'],
    [cosine, 'cosine'],
    [exponential, 'exponential'],
    [oneCycle, 'oneCycle'],
    [warmup, 'warmup'],
  ] as const)
    t.throws(() => make({ steps: 0 }), {
      message: `${name}: steps must be a positive integer, got 0`,
    })
})
