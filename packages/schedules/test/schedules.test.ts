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

t.test('constant does not change', async (t) => {
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

t.test('linear is linear, then constant', async (t) => {
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

t.test('warmup increases to the next schedule, which starts at its step 0', async (t) => {
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

t.test('join switches at the boundaries; each schedule starts at its step 0', async (t) => {
  const rate = join({
    schedules: [constant({ value: 5 }), linear({ init: 1, end: 0, steps: 2 }), (s) => s],
    boundaries: [2, 4],
  })
  ;[5, 5, 1, 0.5, 0, 1, 2].forEach((wanted, step) => {
    near(t, rate(step), wanted)
  })
})

t.test('the example of every schedule is finite and pure', async (t) => {
  for (const [name, factory] of Object.entries(schedules)) {
    const rate = factory.example()
    await fc.assert(
      fc.property(fc.nat(1e6), (step) => {
        t.ok(Number.isFinite(rate(step)), name)
        t.equal(rate(step), rate(step))
      }),
      { numRuns: 20 },
    )
  }
})

t.test('options have their documented defaults', async (t) => {
  t.equal(constant()(3), 1e-3)
  near(t, steps({ boundaries: [2] })(2), 1e-4, 'init 1e-3, factor 0.1')
  t.equal(steps({ init: 2 })(1e6), 2, 'no boundaries')
  near(t, linear({ steps: 4 })(1), 0.75e-3, 'from 1e-3 to 0')
  t.equal(linear({ steps: 4 })(9), 0)
  near(t, cosine({ steps: 4 })(2), 0.5e-3, 'from 1e-3 to 0')
  t.equal(cosine({ steps: 4 })(4), 0)
  near(t, exponential({ steps: 2 })(2), 0.96e-3, '1e-3 times 0.96')
  near(t, warmup({ steps: 4 })(1), 0.25e-3, 'from 0 to constant()')
  t.equal(warmup({ steps: 4 })(4), 1e-3)
  t.equal(join()(7), 1e-3, 'one constant')
  const cycle = oneCycle({ steps: 10 })
  near(t, cycle(0), 1e-2 / 25)
  near(t, cycle(3), 1e-2, 'the peak at 0.3 of the steps')
  near(t, cycle(10), 1e-2 / 25 / 1e4)
})

t.test('a schedule with an end requires its length', async (t) => {
  for (const factory of [cosine, exponential, linear, oneCycle, warmup])
    t.throws(() => (factory as (o: object) => unknown)({}), {
      name: 'TypeError',
      message: `${factory.name}: steps must be given: it must be a positive integer`,
    })
})

t.test('a list that changes later changes no schedule', async (t) => {
  const boundaries = [2]
  const [dropping, joined] = [
    steps({ init: 1, boundaries }),
    join({ schedules: [constant({ value: 1 }), constant({ value: 2 })], boundaries }),
  ]
  boundaries.unshift(0, 1)
  near(t, dropping(1), 1)
  t.equal(joined(1), 1)
})

t.test('bad options are one clear line', async (t) => {
  const says = (make: () => unknown, message: string) => t.throws(make, { message })
  says(() => constant({ value: Number.NaN }), 'constant: value must be a finite number, got NaN')
  for (const factory of [cosine, exponential, linear, oneCycle, warmup])
    for (const bad of [0, 2.5, 2 ** 53])
      says(
        () => factory({ steps: bad }),
        `${factory.name}: steps must be a positive integer, got ${bad}`,
      )
  for (const bad of [
    [5, 5],
    [5, 4],
  ]) {
    const wanted = `boundaries must be strictly increasing non-negative integers, got [${bad.join(', ')}]`
    says(() => steps({ boundaries: bad }), `steps: ${wanted}`)
    says(() => join({ boundaries: bad }), `join: ${wanted}`)
  }
  says(
    () => steps({ boundaries: [-1] }),
    'steps: boundaries.0 must be a non-negative integer, got -1',
  )
  says(() => steps({ init: Infinity }), 'steps: init must be a finite number, got Infinity')
  says(() => steps({ factor: Number.NaN }), 'steps: factor must be a finite number, got NaN')
  says(
    () => exponential({ rate: 0, steps: 1 }),
    'exponential: rate must be a finite number > 0, got 0',
  )
  for (const rise of [0, 1])
    says(() => oneCycle({ rise, steps: 9 }), `oneCycle: rise must lie in (0, 1), got ${rise}`)
  for (const name of ['start', 'finish'])
    for (const bad of [0, -1, Infinity])
      says(
        () => oneCycle({ steps: 9, [name]: bad }),
        `oneCycle: ${name} must be a finite number > 0, got ${bad}`,
      )
  says(
    () => oneCycle({ steps: 9, peak: Infinity }),
    'oneCycle: peak must be a finite number, got Infinity',
  )
  says(
    () => warmup({ steps: 9, from: Number.NaN }),
    'warmup: from must be a finite number, got NaN',
  )
  says(
    () => join({ schedules: [], boundaries: [1] }),
    'join: schedules must be one more than the 1 boundaries, got 0',
  )
  t.throws(() => warmup({ steps: 1, after: 3 as never }), {
    name: 'TypeError',
    message:
      'warmup: after must be a schedule, a function from step to number such as constant({ value: 0.1 }), got 3',
  })
  t.throws(() => cosine({ steps: 1, init: '1' as never }), {
    name: 'TypeError',
    message: "cosine: init must be a finite number, got '1'",
  })
  says(
    () => Reflect.apply(cosine, undefined, [0.1, 100]),
    'cosine: options must be an object such as { init: 0.1, steps: 100 }, got 0.1, 100',
  )
  says(
    () => warmup({ steps: 1, after: cosine as never }),
    'warmup: after must be a schedule, a function from step to number such as constant({ value: 0.1 }), got the factory cosine: call it, cosine()',
  )
})
