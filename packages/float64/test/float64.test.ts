import {
  currentPlusMaximum,
  currentPlusMean,
  maximumEntry,
  meanOfEntries,
} from '@momenta/aggregators'
import {
  chain,
  counted,
  describe,
  hyperparameters,
  memoriesOf,
  optimizer,
  perLeaf,
  type RememberOptions,
  ranges,
  remember,
  storedNorm,
  type Transform,
} from '@momenta/core'
import { compile, float64, numbers } from '@momenta/float64'
import { fifo, priority, random } from '@momenta/policies'
import fc from 'fast-check'
import t from 'tap'

/**
 * m = b m + (1 - b) u; u' = m. Written here, since the transforms stand beside this package and not
 * below it.
 */
const ema = (b: number): Transform =>
  counted({
    name: 'ema',
    slots: { mu: 'zeros' },
    hyper: hyperparameters('ema', { b: [b, ranges.decay] }),
    scalars: ({ b }) => ({ b, c: 1 - b }),
    body: (x, { updates: u, slots: s, scalars: k }) => {
      const mu = x.add(x.mul(k.b, s.mu), x.mul(k.c, u))
      return { updates: mu, slots: { mu } }
    },
  })

/** u' = -rate u/(sqrt(v) + eps), v of u; with every operation of the arithmetic somewhere in it. */
const scaled = (rate: number): Transform =>
  counted({
    name: 'scaled',
    slots: { nu: 'zeros', most: 'params' },
    hyper: {},
    scalars: (_, t) => ({ rate, share: 1 / t }),
    body: (x, { updates: u, params: p, grads: g, slots: s, scalars: k }) => {
      const nu = x.add(x.mul(x.of(0.9), s.nu), x.mul(x.of(0.1), x.mul(u, u)))
      const most = x.max(s.most, x.min(x.abs(p), x.of(3)))
      const root = x.add(x.sqrt(nu), x.of(1e-3))
      const tilt = x.mul(x.mul(k.share, x.of(1e-3)), x.sign(x.sub(g, most)))
      return { updates: x.neg(x.add(x.mul(k.rate, x.div(u, root)), tilt)), slots: { nu, most } }
    },
  })

const halved: Transform = describe({
  name: 'halved',
  slots: {},
  hyper: {},
  needs: ['updates'],
  init: () => null,
  plan: (host, { updates }) => ({
    next: host,
    plan: updates.map((norm) => ({
      scalars: { factor: norm > 1 ? 1 / norm : 1 },
      variant: { clips: norm > 1 },
    })),
  }),
  body: (x, { updates: u, scalars: k, variant }) => ({
    updates: variant.clips ? x.mul(k.factor, u) : u,
    slots: {},
  }),
})

const only = (name: string, transform: Transform): Transform =>
  transform.map((part) => ({ ...part, only: (leaf: string) => leaf === name }))

const names = ['w', 'b']
const start = () => [Float64Array.of(1.5, -0.5, 0.25), Float64Array.of(2)]
const gradientInto = (
  [w, b]: readonly Float64Array[],
  [gw, gb]: readonly Float64Array[],
): number => {
  const [x, y] = [w as Float64Array, b as Float64Array]
  let value = 0
  x.forEach((n, i) => {
    ;(gw as Float64Array)[i] = 2 * n * (i + 1) + Math.sin(5 * n) * (y[0] as number)
    value += n * n * (i + 1)
  })
  ;(gb as Float64Array)[0] = (y[0] as number) - Math.cos(7 * (x[0] as number))
  return value
}

/**
 * Runs a transform by the definition and compiled, and returns both as text, which differs wherever
 * a bit differs, also for -0.
 */
const both = (transform: Transform, steps: number): readonly [string, string] => {
  const subject = optimizer(transform)
  const run = compile(subject, start(), { names })
  const { init, step } = float64(subject)
  const [w, b] = start() as [Float64Array, Float64Array]
  let iterate = init({ w, b })
  for (let i = 0; i < steps; i++) {
    run.step(gradientInto)
    iterate = step((params) => {
      const grads = { w: new Float64Array(3), b: new Float64Array(1) }
      return { value: gradientInto([params.w, params.b], [grads.w, grads.b]), grads }
    }, iterate)
  }
  const text = (params: readonly Float64Array[], state: unknown) =>
    JSON.stringify(
      [params.map((leaf) => Array.from(leaf, (n) => (Object.is(n, -0) ? '-0' : `${n}`))), state],
      (_, v) => (v instanceof Float64Array ? Array.from(v, (n) => `${n}`) : v),
    )
  return [text(run.params, run.state()), text([iterate.params.w, iterate.params.b], iterate.state)]
}

t.test('the arithmetic of numbers defines max, min and sign of NaN', async (t) => {
  t.equal(numbers.max(1, 2), 2)
  t.equal(numbers.min(1, 2), 1)
  t.ok(Number.isNaN(numbers.max(Number.NaN, 1)))
  t.equal(numbers.max(1, Number.NaN), 1)
  t.equal(numbers.sign(Number.NaN), 0)
  t.equal(numbers.sign(1e-300), 1)
})

t.test('a step of a momentum with a memory, worked by hand', async (t) => {
  // b = .5, one number, C = 2, u' = m + mean of the memory; g = 4 each time; parameters are what
  // was added
  const { init, step } = float64(
    optimizer(chain(ema(0.5), remember({ capacity: 2, policy: priority({ decay: 0.5 }) }))),
  )
  const grads = (g: number) => () => ({ value: 0, grads: [Float64Array.of(g)] })
  let iterate = init([Float64Array.of(0)])
  // m = 2, memory empty: +2; then m = 3, memory {2}: 3 + 2 = 5; then m = 3.5, memory {2, 3}: 3.5 +
  // 2.5 = 6
  for (const [g, wanted] of [
    [4, 2],
    [4, 7],
    [4, 13],
  ] as const) {
    iterate = step(grads(g), iterate)
    t.equal(iterate.params[0]?.[0], wanted)
  }
  // keys: 4 -> 2 -> 1 and 4 -> 2, then 4 > 1 takes slot 0: 4 -> 2, and the other 1
  t.same(memoriesOf(chain(ema(0.5), remember()), iterate.state)[0]?.keys, [2, 1])
})

t.test('compiled runs give the bits of the definition, for every kind of part', async (t) => {
  const memories: readonly RememberOptions[] = [
    {},
    { capacity: 1 },
    { capacity: 3, policy: fifo() },
    { capacity: 3, policy: random(), aggregator: meanOfEntries({ kappa: 0.5 }) },
    { capacity: 3, aggregator: maximumEntry() },
    { capacity: 3, aggregator: currentPlusMaximum({ kappa: 2 }), read: 'after' },
    { capacity: 3, read: 'after', policy: priority({ decay: 0.99 }) },
    { capacity: 3, key: perLeaf() },
    { capacity: 3, key: perLeaf(storedNorm()), aggregator: maximumEntry() },
    { capacity: 3, key: storedNorm(), aggregator: currentPlusMean({ kappa: 0 }) },
    { capacity: 3, aggregator: currentPlusMean({ kappa: 3, divisor: 'capacity' }) },
  ]
  for (const memory of memories) {
    const [got, wanted] = both(chain(ema(0.9), remember(memory), halved, scaled(0.05)), 60)
    t.equal(got, wanted, JSON.stringify(memory))
  }
  const [got, wanted] = both(
    chain(only('w', ema(0.5)), scaled(0.01), only('b', remember({ capacity: 2 }))),
    30,
  )
  t.equal(got, wanted, 'parts on some leaves only')
  const rebinding = describe({
    name: 'rebinding',
    slots: {},
    hyper: {},
    rebinds: true,
    init: () => null,
    plan: (host) => ({ next: host, plan: { scalars: {} } }),
    body: (x, { updates: u }) => ({ updates: x.mul(x.of(0.5), u), slots: {} }),
  })
  const [a, b] = both(chain(ema(0.5), rebinding, remember({ capacity: 2 }), scaled(0.01)), 30)
  t.equal(a, b, 'a part that rebinds the gradient')
})

t.test('compiled runs give the bits of the definition, for random chains', async () => {
  const part = fc.oneof(
    fc.double({ min: 0, max: 0.99, noNaN: true }).map(ema),
    fc
      .record({
        capacity: fc.integer({ min: 0, max: 4 }),
        policy: fc.constantFrom(fifo(), priority(), priority({ decay: 1 })),
      })
      .map(remember),
    fc.constant(halved),
    fc.constant(only('b', ema(0.3))),
  )
  await fc.assert(
    fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
      const [got, wanted] = both(chain(...parts, scaled(0.02)), 15)
      return got === wanted
    }),
    { numRuns: 40 },
  )
})

t.test('without code made at run time the bits are the same', async (t) => {
  const { Function: real } = globalThis
  const [wanted] = both(chain(ema(0.9), remember({ capacity: 3 }), scaled(0.05)), 20)
  globalThis.Function = class {
    constructor() {
      throw new EvalError('forbidden')
    }
  } as never
  try {
    const [got] = both(chain(ema(0.9), remember({ capacity: 3 }), scaled(0.05)), 20)
    t.equal(got, wanted)
  } finally {
    globalThis.Function = real
  }
})

t.test('a compiled run continues from a copied state, bit for bit', async (t) => {
  const subject = optimizer(chain(ema(0.9), remember({ capacity: 3 }), scaled(0.05)))
  const whole = compile(subject, start(), { names })
  const first = compile(subject, start(), { names })
  for (let i = 0; i < 40; i++) whole.step(gradientInto)
  for (let i = 0; i < 17; i++) first.step(gradientInto)
  const second = compile(subject, first.params, { names, state: first.state() })
  for (let i = 0; i < 23; i++) second.step(gradientInto)
  t.same(second.params, whole.params)
  t.same(second.state(), whole.state())
})

t.test(
  'the running sum stays within 100 float64 units of the largest entry, after 100,000 steps over eight decades',
  async (t) => {
    for (const capacity of [5, 20]) {
      const transform = remember({ capacity, policy: priority({ decay: 0.99 }) })
      const run = compile(optimizer(transform), [[0]])
      let random = 1
      for (let i = 0; i < 100_000; i++)
        run.step((_, [g]) => {
          random = (random * 48271) % 2147483647
          const size = 10 ** (8 * (random / 2147483647) - 4)
          ;(g as Float64Array)[0] = i % 2 === 0 ? size : -size / 3
          return 0
        })
      const state = run.state()
      const [memory] = memoriesOf(transform, state)
      const entries = (memory?.entries ?? []).map(([leaf]) => leaf?.[0] as number)
      t.equal(entries.length, capacity)
      const fresh = entries.reduce((sum, e) => sum + e, 0)
      const running = state.parts[0]?.slots.sum?.['0']?.[0] as number
      const unit = 2 ** -53 * Math.max(...entries.map(Math.abs))
      t.ok(
        Math.abs(running - fresh) <= 100 * unit,
        `${Math.abs(running - fresh) / unit} units at C = ${capacity}`,
      )
    }
  },
)

t.test(
  'a NaN gradient has a NaN key and is not stored, and norms neither overflow nor underflow',
  async (t) => {
    const transform = remember({ capacity: 3 })
    const run = compile(optimizer(transform), [[0, 0]])
    for (const pair of [
      [3e200, 4e200],
      [Number.NaN, 0],
      [0, Number.NaN],
      [3e-200, 4e-200],
    ])
      run.step((_, [g]) => {
        ;(g as Float64Array).set(pair)
        return 0
      })
    const { offered } = memoriesOf(transform, run.state())[0] ?? { offered: [] }
    t.equal(offered.length, 2)
    t.ok(Math.abs((offered[0] as number) / 5e200 - 1) < 1e-15)
    t.ok(Math.abs((offered[1] as number) / 5e-200 - 1) < 1e-15)
  },
)

t.test('gradients that do not match are errors', async (t) => {
  const { init, step } = float64(optimizer(ema(0.5)))
  const iterate = init({ w: Float64Array.of(1, 2, 3) })
  t.throws(() => step(() => ({ value: 0, grads: { w: Float64Array.of(1, 2) } }), iterate), {
    message: "step: the gradient of 'w' must have 3 elements, got 2",
  })
  t.throws(() => step(() => ({ value: 0, grads: {} as never }), iterate), {
    message: /'w' is missing/,
  })
  t.throws(() => init({}), {
    message: 'init: the parameters must hold at least one Float64Array, got none',
  })
  t.throws(() => init({ w: 1 } as never), {
    message:
      /a tree holds leaves of type Float64Array .*, lists and plain records, got number at 'w'/,
  })
  t.throws(() => compile(optimizer([]), []), {
    message: 'compile: params must hold at least one array, got none',
  })
})
