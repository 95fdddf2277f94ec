import type { Aggregator } from '@momenta/aggregators'
import {
  chain,
  counted,
  type Description,
  type Key,
  type Leaf,
  nextCount,
  perLeaf,
  remember,
  type State,
  storedNorm,
  type Transform,
} from '@momenta/core'
import {
  advance,
  initialState,
  layoutOf,
  leafInterpreter,
  type runLeaf,
} from '@momenta/core/program'
import { fifo, type Policy } from '@momenta/policies'
import t from 'tap'

const numbers = {
  of: (n: number) => n,
  add: (a: number, b: number) => a + b,
  sub: (a: number, b: number) => a - b,
  mul: (a: number, b: number) => a * b,
} as Parameters<typeof runLeaf<number>>[0]

const leaves: readonly Leaf[] = ['a', 'b'].map((name) => ({ name, shape: [], size: 1 }))

/** One step from a state, under the gradients (3, 4) unless others are given. */
const stepped = (transform: Transform, state: State<number>, grads = [3, 4]): State<number> => {
  const start = { params: [10, 20], grads, state }
  const steps = advance(layoutOf(transform, leaves), start, leafInterpreter(numbers))
  let turn = steps.next()
  while (!turn.done) turn = steps.next(turn.value.map(({ of }) => Math.abs(of)))
  return turn.value.state
}

const started = (transform: Transform) => initialState(transform, leaves, () => 0)

/** A part whose plan is anything. */
const planning = (plan: unknown, needs: Description['needs'] = []): Transform => [
  {
    name: 'odd',
    slots: {},
    hyper: {},
    needs,
    init: () => 0,
    plan: plan as Description['plan'],
    body: (_, { updates: u }) => ({ updates: u, slots: {} }),
  },
]

const scalar = (n: unknown) => () => ({ next: 0, plan: { scalars: { n } } })

t.test('the result of a plan is checked before anything is computed', async (t) => {
  const wrong: readonly (readonly [unknown, string, string])[] = [
    [scalar(undefined), 'TypeError', "scalar 'n' of its plan must be a number, got nothing"],
    [scalar('1'), 'TypeError', 'scalar \'n\' of its plan must be a number, got the string "1"'],
    [
      scalar(Promise.resolve(1)),
      'TypeError',
      "scalar 'n' of its plan must be a number, got a Promise; await it",
    ],
    [
      scalar(Number.NaN),
      'RangeError',
      "scalar 'n' of its plan must be finite because all that it measures is, got NaN",
    ],
    [
      scalar(1 / 0),
      'RangeError',
      "scalar 'n' of its plan must be finite because all that it measures is, got Infinity",
    ],
    [
      scalar([1, Number.NaN]),
      'RangeError',
      "scalar 'n[1]' of its plan must be finite because all that it measures is, got NaN",
    ],
    [scalar([1, null]), 'TypeError', "scalar 'n[1]' of its plan must be a number, got null"],
    [() => undefined, 'TypeError', 'its plan must return { next, plan }, got nothing'],
    [() => ({ next: 0 }), 'TypeError', 'its plan must return { next, plan }, got a record of next'],
    [
      () => ({ plan: { scalars: {} } }),
      'TypeError',
      'its plan must return { next, plan }, got a record of plan',
    ],
    [
      async () => scalar(1)(),
      'TypeError',
      'its plan must return { next, plan }, got a Promise; await it',
    ],
    [
      () => ({ next: 0, plan: { scalars: {}, variant: 'first' } }),
      'TypeError',
      'a variant must be a record, got the string "first"',
    ],
    [
      () => ({ next: 0, plan: { scalars: {}, variant: { inner: { first: null } } } }),
      'TypeError',
      "field 'first' of a variant must be a string, number, boolean or record, got null",
    ],
    [
      () => ({ next: 0, plan: [{ scalars: {} }, null] }),
      'TypeError',
      'each of its plans must be an object, got null',
    ],
    [
      () => ({ next: 0, plan: [{ scalars: {} }] }),
      'TypeError',
      'it must plan for each of its 2 leaves, got 1 plans',
    ],
    [
      () => ({
        next: 0,
        plan: [{ scalars: { n: 1 } }, { scalars: { n: Number.NaN } }],
      }),
      'RangeError',
      "scalar 'n' of its plan must be finite because all that it measures is, got NaN",
    ],
    [
      () => ({ next: 0, plan: { scalars: {}, write: -1 } }),
      'RangeError',
      "it must write one or the next of the 0 entries of leaf 'a', got -1",
    ],
    [
      () => ({ next: 0, plan: { scalars: {}, read: [0.5] } }),
      'RangeError',
      "it must read one of the 0 entries of leaf 'a', got 0.5",
    ],
  ]
  for (const [plan, name, message] of wrong) {
    const transform = chain(remember(), planning(plan))
    const state = started(transform)
    const before = JSON.stringify(state)
    t.throws(() => stepped(transform, state), {
      name,
      message: `step: part 1 (odd): ${message}`,
    })
    t.equal(JSON.stringify(state), before)
  }
})

t.test('entries that are not there are neither read nor written', async (t) => {
  const reading = planning(() => ({ next: 0, plan: { scalars: {}, read: [0] } }))
  t.throws(() => stepped(reading, started(reading)), {
    name: 'RangeError',
    message: "step: part 0 (odd): it must read one of the 0 entries of leaf 'a', got 0",
  })
  const writing = planning(() => ({ next: 0, plan: { scalars: {}, write: 2 } }))
  t.throws(() => stepped(writing, started(writing)), {
    name: 'RangeError',
    message:
      "step: part 0 (odd): it must write one or the next of the 0 entries of leaf 'a', got 2",
  })
})

t.test('a scalar may be NaN or infinite where a norm that its part sees is', async (t) => {
  const nan = planning(
    (host: number, { grads }: { readonly grads: readonly number[] }) => ({
      next: host,
      plan: { scalars: { n: grads[0] } },
    }),
    ['grads'],
  )
  const state = started(nan)
  stepped(nan, state, [Number.NaN, 1])
  stepped(nan, state, [1, 1])
  t.pass('nothing was thrown')
})

t.test('invalid keys, slots and weights are errors, and the state is unchanged', async (t) => {
  const policy = (decision: unknown): Parameters<typeof remember>[0] => ({
    capacity: 2,
    policy: (() => decision) as unknown as Policy,
  })
  const weighing = (kind: 'uniform' | 'weighted', weights: unknown) => ({
    capacity: 2,
    aggregator: { kind, kappa: 1, weigh: () => weights } as unknown as Aggregator,
  })
  const key = (from: unknown) => ({ key: { ...storedNorm(), from } as unknown as Key })
  const wrong: readonly (readonly [Parameters<typeof remember>[0], string])[] = [
    [key(() => undefined), 'remember: key storedNorm must return a number, got nothing'],
    [key(() => '1'), 'remember: key storedNorm must return a number, got the string "1"'],
    [key(async () => 1), 'remember: key storedNorm must return a number, got a Promise; await it'],
    [
      policy(undefined),
      'remember: the policy must return { keys, slot } with a list of keys, got nothing',
    ],
    [
      policy({ keys: 1, slot: 0 }),
      'remember: the policy must return { keys, slot } with a list of keys, got a record of keys, slot',
    ],
    [
      policy({ keys: [1, 1], slot: 2 }),
      'remember: the policy must return a slot that is undefined or an integer from 0 to 1, got 2',
    ],
    [
      policy({ keys: [1], slot: -1 }),
      'remember: the policy must return a slot that is undefined or an integer from 0 to 1, got -1',
    ],
    [
      policy({ keys: [1], slot: 0.5 }),
      'remember: the policy must return a slot that is undefined or an integer from 0 to 1, got 0.5',
    ],
    [
      policy({ keys: [1], slot: null }),
      'remember: the policy must return a slot that is undefined or an integer from 0 to 1, got null',
    ],
    [
      policy({ keys: [1], slot: 1 }),
      'remember: the policy must return a key for each of 2 entries, got 1 keys',
    ],
    [
      policy({ keys: [1, 1], slot: 0 }),
      'remember: the policy must return a key for each of 1 entries, got 2 keys',
    ],
    [
      policy({ keys: [Number.NaN], slot: 0 }),
      'remember: the policy must return finite keys, got NaN in slot 0',
    ],
    [
      policy({ keys: ['1'], slot: 0 }),
      'remember: the policy must return finite keys, got the string "1" in slot 0',
    ],
    [
      weighing('uniform', { current: 1, entries: Number.NaN }),
      'remember: the aggregator must return finite weights, got NaN for the entries',
    ],
    [
      weighing('uniform', { entries: 1 }),
      'remember: the aggregator must return finite weights, got nothing for the update',
    ],
    [
      weighing('uniform', { current: 1, entries: [1] }),
      'remember: the aggregator must return one weight for all entries, got a list of length 1',
    ],
    [
      weighing('weighted', { current: 1, entries: [1, 1] }),
      'remember: the aggregator must return a weight for each of 1 entries, got 2',
    ],
    [
      weighing('weighted', { current: 1, entries: [1 / 0] }),
      'remember: the aggregator must return finite weights, got Infinity for entry 0',
    ],
    [
      weighing('weighted', { current: 1, entries: 1 }),
      'remember: the aggregator must return a list of weights, one for each entry, got the number 1',
    ],
    [
      weighing('weighted', undefined),
      'remember: the aggregator must return { current, entries }, got nothing',
    ],
  ]
  const good = remember({ capacity: 2, policy: fifo() })
  const filled = stepped(good, started(good))
  const before = JSON.stringify(filled)
  for (const [options, message] of wrong) {
    t.throws(() => stepped(remember(options), filled), { message })
    t.equal(JSON.stringify(filled), before)
  }
})

t.test('an update with an infinite or NaN key is not stored, which is not an error', async (t) => {
  for (const n of [Number.NaN, Number.POSITIVE_INFINITY]) {
    const transform = remember({ key: perLeaf({ ...storedNorm(), from: () => n }) })
    t.same(stepped(transform, started(transform)).parts[0]?.buffers, { a: [], b: [] })
  }
})

t.test('counts end where adding one would give the same number', async (t) => {
  const most = Number.MAX_SAFE_INTEGER
  t.equal(nextCount('who', 0), 1)
  t.equal(nextCount('who', most - 1), most)
  for (const count of [most, most + 1, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
    t.throws(() => nextCount('who', count), {
      name: 'RangeError',
      message: `who: the count in its state must be an integer from 0 to 2^53 - 2, got ${count}; start anew with init`,
    })
  const counting = counted({
    name: 'counting',
    slots: {},
    hyper: {},
    scalars: () => ({}),
    body: (_, { updates: u }) => ({ updates: u, slots: {} }),
  })
  for (const [transform, host] of [
    [counting, most],
    [remember({ policy: fifo() }), { shared: { count: most, keys: [], offered: [], stale: 0 } }],
  ] as const) {
    const state = started(transform)
    const parts = state.parts.map((part) => ({ ...part, host }))
    t.throws(() => stepped(transform, { ...state, parts }), {
      name: 'RangeError',
      message:
        /the count in its state must be an integer from 0 to 2\^53 - 2, got 9007199254740991/,
    })
    t.throws(() => stepped(transform, { ...state, step: most }), {
      message: /^step: the count in its state/,
    })
  }
})

t.test('a scalar of measurements beyond those of float32 may overflow', async (t) => {
  const transform = planning(scalar(1 / 0), ['grads'])
  const run = (grads: readonly number[]) => () => stepped(transform, started(transform), [...grads])
  t.throws(run([3, 4]), RangeError)
  t.doesNotThrow(run([1e100, 4]))
})
