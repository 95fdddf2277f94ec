import {
  currentPlusMean,
  maximumEntry,
  meanOfEntries,
  meanWithCurrent,
  sumOfEntries,
} from '@momenta/aggregators'
import {
  type Arithmetic,
  chain,
  checkChoice,
  checkFlag,
  checkNumber,
  describe,
  gradientNorm,
  hyperparametersOf,
  identity,
  memoriesOf,
  perLeaf,
  ranges,
  remember,
  type State,
  standardNormal,
  storedNorm,
  sumOfNorms,
  type Transform,
  withHyperparameters,
} from '@momenta/core'
import { advance, initialState, layoutOf, leafInterpreter, segmentsOf } from '@momenta/core/program'
import { fifo, priority } from '@momenta/policies'
import t from 'tap'

const numbers: Arithmetic<number> = {
  of: (n) => n,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  max: Math.max,
  min: Math.min,
  sqrt: Math.sqrt,
  abs: Math.abs,
  sign: Math.sign,
  neg: (a) => -a,
}

/** Two leaves, a and b, of one number each. */
const leaves = [
  { name: 'a', shape: [], size: 1 },
  { name: 'b', shape: [], size: 1 },
]

/**
 * Takes steps under given gradients with the parameters held at (10, 20): the updates of each step,
 * the state and how often was measured.
 */
const driven = (transform: Transform, gradients: readonly (readonly [number, number])[]) => {
  let state: State<number> = initialState(transform, leaves, (slot, i) =>
    slot === 'zeros' ? 0 : ([10, 20][i] as number),
  )
  let measured = 0
  const updates = gradients.map((grads) => {
    const steps = advance(
      layoutOf(transform, leaves),
      { params: [10, 20], grads, state },
      leafInterpreter(numbers),
    )
    let turn = steps.next()
    while (!turn.done) {
      measured += 1
      turn = steps.next(turn.value.map(({ of }) => Math.abs(of)))
    }
    state = turn.value.state
    return turn.value.updates
  })
  return { updates, state, measured }
}

t.test('chain concatenates: the monoid laws hold by construction', async (t) => {
  const [a, b, c] = [remember(), remember({ capacity: 2 }), remember({ capacity: 3 })]
  t.same(chain(identity, a), a)
  t.same(chain(a, identity), a)
  t.same(chain(chain(a, b), c), chain(a, chain(b, c)))
})

t.test('the identity passes the gradients on', async (t) => {
  t.same(driven(identity, [[1, 2]]).updates, [[1, 2]])
})

t.test(
  'a memory aggregates the earlier entries, and keeps those with the largest keys',
  async (t) => {
    // keys: the norm over both leaves: 5, 10, 1; C = 2; decay 1: (3, 4) and (6, 8) are kept
    const { updates, state } = driven(remember({ capacity: 2, policy: priority({ decay: 1 }) }), [
      [3, 4],
      [6, 8],
      [1, 0],
      [0, 0],
    ])
    // u' = u + mean: empty; + (3, 4); + (4.5, 6); + (4.5, 6)
    t.same(updates, [
      [3, 4],
      [9, 12],
      [5.5, 6],
      [4.5, 6],
    ])
    const [memory] = memoriesOf(remember(), state)
    t.same(memory, {
      keys: [5, 10],
      offered: [5, 10],
      entries: [
        [3, 4],
        [6, 8],
      ],
    })
  },
)

t.test('read after the offer, the new entry is part of the aggregate', async (t) => {
  // u' = u + mean of {u}; then of {3, 6}
  t.same(
    driven(remember({ read: 'after' }), [
      [3, 4],
      [6, 8],
    ]).updates,
    [
      [6, 8],
      [10.5, 14],
    ],
  )
})

t.test('a replaced entry leaves the sum', async (t) => {
  // fifo, C = 2: before the fourth offer the memory holds 2 and 3
  const { updates } = driven(
    remember({ capacity: 2, policy: fifo(), aggregator: sumOfEntries() }),
    [
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
    ],
  )
  t.same(updates, [
    [1, 1],
    [1, 1],
    [3, 3],
    [5, 5],
  ])
})

t.test('aggregators without the update, with a share of it, and of one entry', async (t) => {
  const last = (options: Parameters<typeof remember>[0]) =>
    driven(remember({ policy: fifo(), ...options }), [
      [2, 2],
      [4, 4],
      [6, 6],
    ]).updates[2]
  t.same(last({ aggregator: meanOfEntries() }), [3, 3])
  t.same(last({ aggregator: meanWithCurrent() }), [4, 4])
  t.same(last({ aggregator: currentPlusMean({ divisor: 'capacity', kappa: 5 }) }), [12, 12])
  // fifo's keys are ages: the largest is the newest
  t.same(last({ aggregator: maximumEntry() }), [4, 4])
  t.same(last({ aggregator: maximumEntry({ kappa: 0.5 }) }), [5, 5])
  t.same(last({ aggregator: maximumEntry(), read: 'after' }), [6, 6])
})

t.test('kappa 0 and capacity 0 pass everything, also -0 and NaN', async (t) => {
  for (const transform of [
    remember({ aggregator: sumOfEntries({ kappa: 0 }) }),
    remember({ capacity: 0 }),
  ]) {
    const { updates } = driven(transform, [
      [1, 1],
      [-0, Number.NaN],
    ])
    t.ok(Object.is(updates[1]?.[0], -0) && Number.isNaN(updates[1]?.[1]))
  }
})

t.test('keys are norms of the gradient, of its leaves, or of the stored update', async (t) => {
  t.equal(gradientNorm().from([3, 4]), 5)
  t.equal(sumOfNorms().from([3, 4]), 7)
  const doubled = describe({
    name: 'doubled',
    slots: {},
    hyper: {},
    init: () => null,
    plan: (host) => ({ next: host, plan: { scalars: {} } }),
    body: (x, { updates: u }) => ({ updates: x.add(u, u), slots: {} }),
  })
  const keys = (key: ReturnType<typeof gradientNorm>) =>
    memoriesOf(
      remember(),
      driven(chain(doubled, remember({ key, policy: priority({ decay: 1 }) })), [[3, 4]]).state
        .parts.length > 1
        ? {
            step: 0,
            parts: [
              driven(chain(doubled, remember({ key, policy: priority({ decay: 1 }) })), [[3, 4]])
                .state.parts[1] as never,
            ],
          }
        : { step: 0, parts: [] },
    ).map((memory) => memory.keys)
  t.same(keys(gradientNorm()), [[5]])
  t.same(keys(sumOfNorms()), [[7]])
  t.same(keys(storedNorm()), [[10]])
  t.same(keys(perLeaf()), [[3], [4]])
})

t.test('per leaf, each leaf decides for itself', async (t) => {
  const { updates } = driven(
    remember({ key: perLeaf(), capacity: 1, policy: priority({ decay: 1 }) }),
    [
      [1, 5],
      [2, 3],
      [0, 0],
    ],
  )
  // leaf a keeps 2, leaf b keeps 5
  t.same(updates[2], [2, 5])
})

t.test(
  'only measurements that a part needs are made, and those of the gradients once',
  async (t) => {
    const perStep = (transform: Transform) => driven(transform, [[1, 2]]).measured
    t.equal(perStep(identity), 0)
    t.equal(perStep(remember()), 1)
    t.equal(perStep(chain(remember(), remember())), 1)
    t.equal(
      perStep(remember({ key: storedNorm() })),
      1,
      'at the head of a chain the updates are the gradients',
    )
    t.equal(perStep(chain(remember(), remember({ key: storedNorm() }))), 2)
    const segments = segmentsOf(chain(remember(), remember({ key: storedNorm() })))
    t.same(
      segments.map(({ from, to }) => [from, to]),
      [
        [0, 1],
        [1, 2],
      ],
    )
  },
)

t.test('a step waits for its measurements, and an error changes nothing', async (t) => {
  const transform = remember()
  const state: State<number> = initialState(transform, leaves, () => 0)
  const steps = advance(
    layoutOf(transform, leaves),
    { params: [0, 0], grads: [1, 1], state },
    {
      ...leafInterpreter(numbers),
      run: () => {
        throw new Error('no memory left')
      },
    },
  )
  t.equal(steps.next().done, false)
  t.throws(() => steps.next([1, 1]), { message: 'no memory left' })
  t.same(
    state,
    initialState(transform, leaves, () => 0),
  )
})

t.test('hyperparameters are read by part and name, with numbers for repeated names', async (t) => {
  const transform = chain(remember(), remember({ aggregator: sumOfEntries({ kappa: 0.5 }) }))
  const state = initialState(transform, leaves, () => 0)
  t.same(hyperparametersOf(transform, state), { 'remember.kappa': 1, 'remember#2.kappa': 0.5 })
  const set = (values: { readonly [name: string]: number }) =>
    hyperparametersOf(transform, withHyperparameters(transform, state, values))
  t.same(set({ 'remember#2.kappa': 2 }), { 'remember.kappa': 1, 'remember#2.kappa': 2 })
  t.same(set({ kappa: 0 }), { 'remember.kappa': 0, 'remember#2.kappa': 0 })
  t.throws(() => set({ kappa: -1 }), {
    message: 'remember: kappa must be a finite number >= 0, got -1',
  })
})

t.test(
  'standardNormal is normal and pure, and its first numbers do not depend on the size',
  async (t) => {
    const sample = standardNormal(5, 20_000)
    const average = (f: (n: number) => number) =>
      sample.reduce((total, n) => total + f(n), 0) / sample.length
    // deviations of the mean, the variance and the fourth moment over 20,000 draws: .0071, .01, .069;
    // five of each
    t.ok(Math.abs(average((n) => n)) < 0.036)
    t.ok(Math.abs(average((n) => n * n) - 1) < 0.05)
    t.ok(Math.abs(average((n) => n ** 4) - 3) < 0.35)
    t.same(standardNormal(5, 7), sample.slice(0, 7))
    t.notSame(standardNormal(6, 7), sample.slice(0, 7))
  },
)

t.test('errors of checks have the caller, what must hold and the value', async (t) => {
  t.equal(checkNumber('who', 'x', 0.5, ranges.unit), 0.5)
  t.throws(() => checkNumber('who', 'x', 2, ranges.unit), {
    name: 'RangeError',
    message: 'who: x must lie in [0, 1], got 2',
  })
  t.throws(() => checkNumber('who', 'x', '2', ranges.unit), {
    name: 'TypeError',
    message: "who: x must lie in [0, 1], got '2'",
  })
  t.throws(() => checkNumber('who', 'x', undefined, ranges.count), {
    message: 'who: x must be a non-negative integer, got undefined',
  })
  t.throws(() => checkChoice('who', 'x', 'c', ['a', 'b']), {
    message: "who: x must be 'a' or 'b', got 'c'",
  })
  t.throws(() => checkFlag('who', 'x', 1), { message: 'who: x must be true or false, got 1' })
  t.throws(() => remember({ capacity: -1 }), {
    message: 'remember: capacity must be a non-negative integer, got -1',
  })
  t.throws(() => remember({ capacity: 2.5 }), { message: /got 2.5/ })
  t.throws(() => remember({ read: 'during' as never }), {
    message: "remember: read must be 'before' or 'after', got 'during'",
  })
})

t.test(
  'in float32 the running sum stays within 100 units of the largest entry, after 100,000 steps over eight decades',
  async (t) => {
    const { fround } = Math
    const float32: Arithmetic<number> = {
      ...numbers,
      of: fround,
      add: (a, b) => fround(a + b),
      sub: (a, b) => fround(a - b),
      mul: (a, b) => fround(a * b),
      div: (a, b) => fround(a / b),
    }
    const leaf = [{ name: 'w', shape: [], size: 1 }]
    for (const [capacity, policy] of [
      [5, priority({ decay: 0.99 })],
      [20, priority()],
      [20, fifo()],
    ] as const) {
      const transform = remember({ capacity, policy })
      let state: State<number> = initialState(transform, leaf, () => 0)
      let seed = 1
      for (let i = 0; i < 100_000; i++) {
        seed = (seed * 48271) % 2147483647
        const size = 10 ** (8 * (seed / 2147483647) - 4)
        const g = fround(i % 2 === 0 ? size : -size / 3)
        const steps = advance(
          layoutOf(transform, leaf),
          { params: [0], grads: [g], state },
          leafInterpreter(float32),
        )
        let turn = steps.next()
        while (!turn.done) turn = steps.next([Math.abs(g)])
        state = turn.value.state
      }
      const entries = (memoriesOf(transform, state)[0]?.entries ?? []).map(
        ([entry]) => entry as number,
      )
      const fresh = entries.reduce((total, entry) => total + entry, 0)
      const unit = 2 ** -24 * Math.max(...entries.map(Math.abs))
      const off = Math.abs((state.parts[0]?.slots.sum?.w as number) - fresh) / unit
      t.equal(entries.length, capacity)
      t.ok(off <= 100, `${off} units at C = ${capacity}`)
    }
  },
)
