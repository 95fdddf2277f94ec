import * as schedules from '@momenta/schedules'
import fc from 'fast-check'
import t from 'tap'

const { constant, cosine, exponential, join, linear, oneCycle, steps, warmup } = schedules

/** Equal up to a few roundings of float64. */
const near = (t: Tap, got: number, wanted: number, what?: string) =>
  t.ok(
    Math.abs(got - wanted) <= 1e-14 * Math.max(1, Math.abs(wanted)),
    `${what ?? ''} ${got} ${wanted}`,
  )
type Tap = { readonly ok: (holds: boolean, says: string) => unknown }

t.test('constant stays', async (t) => {
  t.equal(constant({ value: 0.3 })(0), 0.3)
  t.equal(constant({ value: 0.3 })(1e6), 0.3)
})

t.test('steps drops at each boundary', async (t) => {
  const rate = steps({ init: 1, factor: 0.1, boundaries: [10, 20] })
  near(t, rate(9), 1)
  near(t, rate(10), 0.1)
  near(t, rate(19), 0.1)
  near(t, rate(20), 0.01)
})

t.test('linear goes straight and then stays', async (t) => {
  const rate = linear({ init: 1, end: 0.2, steps: 4 })
  ;[1, 0.8, 0.6, 0.4, 0.2, 0.2].forEach((wanted, step) => {
    near(t, rate(step), wanted)
  })
})

t.test('cosine falls by half a wave to alpha', async (t) => {
  const rate = cosine({ init: 2, steps: 4, alpha: 0.1 })
  // 2 ((0.9/2)(1 + cos(pi s/4)) + 0.1) at s = 0, 2, 4, 5
  near(t, rate(0), 2)
  near(t, rate(2), 2 * (0.45 + 0.1))
  near(t, rate(4), 0.2)
  near(t, rate(5), 0.2)
})

t.test('exponential multiplies by rate every stretch of steps', async (t) => {
  const rate = exponential({ init: 3, rate: 0.25, steps: 2 })
  near(t, rate(1), 1.5)
  near(t, rate(2), 0.75)
})

t.test('warmup rises to what follows, which begins at its own 0', async (t) => {
  const rate = warmup({ from: 0.1, steps: 2, after: linear({ init: 0.5, end: 0, steps: 5 }) })
  ;[0.1, 0.3, 0.5, 0.4].forEach((wanted, step) => {
    near(t, rate(step), wanted)
  })
})

t.test('oneCycle rises from peak/start to peak and falls to peak/(start finish)', async (t) => {
  const rate = oneCycle({ peak: 1, steps: 10, rise: 0.4, start: 4, finish: 10 })
  near(t, rate(0), 0.25)
  near(t, rate(2), 0.25 + 0.75 / 2)
  near(t, rate(4), 1)
  near(t, rate(7), 0.025 + 0.975 / 2)
  near(t, rate(10), 0.025)
  near(t, rate(99), 0.025)
})

t.test('join hands over at the boundaries, each from its own 0', async (t) => {
  const rate = join({
    schedules: [constant({ value: 5 }), linear({ init: 1, end: 0, steps: 2 }), (s) => s],
    boundaries: [2, 4],
  })
  ;[5, 5, 1, 0.5, 0, 1, 2].forEach((wanted, step) => {
    near(t, rate(step), wanted)
  })
})

t.test('every schedule is callable without arguments, finite and pure', async (t) => {
  for (const [name, factory] of Object.entries(schedules)) {
    const rate = factory()
    await fc.assert(
      fc.property(fc.nat(1e6), (step) => {
        t.ok(Number.isFinite(rate(step)), name)
        t.equal(rate(step), rate(step))
      }),
      { numRuns: 20 },
    )
  }
})

t.test('bad options are one clear line', async (t) => {
  t.throws(() => constant({ value: Number.NaN }), {
    message: 'constant: value must be a finite number, got NaN',
  })
  t.throws(() => linear({ steps: 0 }), {
    message: 'linear: steps must be a whole number >= 1, got 0',
  })
  t.throws(() => steps({ boundaries: [5, 5] }), {
    message: 'steps: boundaries must be rising whole numbers >= 0, got [5,5]',
  })
  t.throws(() => exponential({ rate: 0 }), {
    message: 'exponential: rate must be a finite number > 0, got 0',
  })
  t.throws(() => oneCycle({ rise: 1 }), { message: 'oneCycle: rise must lie in (0, 1), got 1' })
  t.throws(() => join({ schedules: [], boundaries: [1] }), {
    message: 'join: schedules must be one more than the 1 boundaries, got 0',
  })
  t.throws(() => warmup({ after: 3 as never }), {
    name: 'TypeError',
    message: 'warmup: after must be a schedule, got 3',
  })
  t.throws(() => cosine({ init: '1' as never }), {
    name: 'TypeError',
    message: 'cosine: init must be a finite number, got "1"',
  })
})
