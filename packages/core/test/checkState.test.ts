import {
  chain,
  describe,
  dictionary,
  globalNorm,
  type Leaf,
  mapDictionary,
  perLeaf,
  remember,
  type State,
  type Transform,
} from '@momenta/core'
import { checkState, initialState, layoutOf } from '@momenta/core/program'
import t from 'tap'

type Value = readonly number[]

const leaves: readonly Leaf[] = [
  { name: 'w', shape: [2], size: 2 },
  { name: 'b', shape: [1], size: 1 },
]

const zeros = ({ size }: Leaf): Value => Array.from({ length: size }, () => 0)

const made = (transform: Transform, of = leaves): State<Value> =>
  initialState(transform, of, (_, i) => zeros(of[i] as Leaf))

const transform = chain(
  remember(),
  remember({ key: perLeaf() }).map((part) => ({ ...part, only: (name) => name === 'w' })),
)

const check = (state: unknown, of = leaves, by = transform) =>
  checkState('step', layoutOf(by, of), state as State<Value>, ({ length }) => [length])

/** The state with something else in one part. */
const changed = (part: number, change: object): State<Value> => {
  const state = made(transform)
  return {
    ...state,
    parts: state.parts.map((one, i) => (i === part ? { ...one, ...change } : one)),
  }
}

const memory = { count: 1, keys: [1], offered: [1], stale: 0 }

t.test('a state that fits its leaves is accepted, in any order of the leaves', async (t) => {
  check(made(transform))
  check(made(transform), [...leaves].reverse())
  check(made(transform, [...leaves].reverse()))
  check(JSON.parse(JSON.stringify(made(transform))))
  check(changed(0, { host: { shared: memory }, buffers: { w: [[1, 2]], b: [[3]] } }))
  check(changed(1, { host: { byLeaf: { w: memory } }, buffers: { w: [[1, 2]] } }))
  t.pass('nothing was thrown')
})

t.test(
  'a state that does not match is an error that names the part, the leaf and what to do',
  async (t) => {
    const remedy = 'extend the state to these parameters with extend, or start anew with init'
    const maker = 'was the state made by this optimizer?'
    const wrong: readonly (readonly [unknown, string])[] = [
      [undefined, 'step: the state must be that of an iterate, got nothing'],
      [{ step: 0 }, 'step: the state must be that of an iterate, got a record of step'],
      [
        { step: 0, parts: [] },
        'step: the state must have 2 parts [remember, remember], got 0; was the state made by this optimizer?',
      ],
      [
        { step: 0, parts: [null, null] },
        'step: part 0 (remember) must have the slots [sum], got []; was the state made by this optimizer?',
      ],
      [
        changed(0, { slots: {} }),
        `step: part 0 (remember) must have the slots [sum], got []; ${maker}`,
      ],
      [
        changed(0, { slots: { mu: {} } }),
        `step: part 0 (remember) must have the slots [sum], got [mu]; ${maker}`,
      ],
      [
        changed(0, { slots: { sum: null } }),
        `step: slot 'sum' of part 0 (remember) must hold leaf 'w', got none; ${remedy}`,
      ],
      [
        changed(0, { slots: { sum: { w: [0, 0] } } }),
        `step: slot 'sum' of part 0 (remember) must hold leaf 'b', got none; ${remedy}`,
      ],
      [
        changed(0, { slots: { sum: { w: [0, 0], c: [0] } } }),
        `step: slot 'sum' of part 0 (remember) must hold leaf 'b', got none; ${remedy}`,
      ],
      [
        changed(0, { slots: { sum: { w: [0, 0], b: [0], c: [0] } } }),
        `step: slot 'sum' of part 0 (remember) must hold only leaves that it acts on, got leaf 'c'; ${remedy}`,
      ],
      [
        changed(0, { slots: { sum: { w: [0, 0], b: [0, 0] } } }),
        `step: slot 'sum' of leaf 'b' in part 0 (remember) must have shape [1], got [2]; ${remedy}`,
      ],
      [
        changed(0, { slots: { sum: { w: [0, 0], b: undefined } } }),
        `step: slot 'sum' of leaf 'b' in part 0 (remember) must have shape [1], got none; ${remedy}`,
      ],
      [
        changed(1, { slots: { sum: { w: [0, 0], b: [0] } } }),
        `step: slot 'sum' of part 1 (remember) must hold only leaves that it acts on, got leaf 'b'; ${remedy}`,
      ],
      [
        changed(0, { buffers: { w: [] } }),
        `step: the memory of part 0 (remember) must hold leaf 'b', got none; ${remedy}`,
      ],
      [
        changed(0, { host: { shared: memory } }),
        `step: the memory of leaf 'w' in part 0 (remember) must hold an entry for each of its 1 keys, got 0; ${maker}`,
      ],
      [
        changed(0, { host: { shared: memory }, buffers: { w: [[1, 2]], b: [[3, 4]] } }),
        `step: entry 0 of leaf 'b' in part 0 (remember) must have shape [1], got [2]; ${remedy}`,
      ],
      [
        changed(1, { host: { byLeaf: {} } }),
        `step: the host state of part 1 (remember) must hold leaf 'w', got none; ${remedy}`,
      ],
      [
        changed(1, { host: { byLeaf: { w: memory, b: memory } } }),
        `step: the host state of part 1 (remember) must hold only leaves that it acts on, got leaf 'b'; ${remedy}`,
      ],
    ]
    for (const [state, message] of wrong)
      t.throws(() => check(state), { name: 'TypeError', message })
  },
)

t.test('a leaf that was added, removed or reshaped is named', async (t) => {
  const state = made(transform)
  const grown = [...leaves, { name: 'c', shape: [1], size: 1 }]
  t.throws(() => check(state, grown), { message: /must hold leaf 'c', got none; extend the state/ })
  t.throws(() => check(state, leaves.slice(0, 1)), {
    message: /must hold only leaves that it acts on, got leaf 'b'; extend the state/,
  })
  const resized = [leaves[0] as Leaf, { name: 'b', shape: [3], size: 3 }]
  t.throws(() => check(state, resized), {
    message: /slot 'sum' of leaf 'b' in part 0 \(remember\) must have shape \[3\], got \[1\]/,
  })
})

t.test('a predicate that changes its mind is noticed, with the leaf', async (t) => {
  let frozen = 'b'
  const moody = remember().map((part) => ({ ...part, only: (name: string) => name !== frozen }))
  const state = made(moody)
  check(state, leaves, moody)
  frozen = 'w'
  t.throws(() => check(state, leaves, moody), {
    message: /of part 0 \(remember\) must hold leaf 'b', got none/,
  })
})

t.test('leaves may have the names of members of Object', async (t) => {
  const names = ['constructor', 'toString', 'valueOf', '__proto__', 'hasOwnProperty', 'byLeaf']
  const odd = names.map((name) => ({ name, shape: [1], size: 1 }))
  for (const by of [remember(), remember({ key: perLeaf() })]) {
    const state = made(by, odd)
    check(state, odd, by)
    check(JSON.parse(JSON.stringify(state)), odd, by)
    for (const { name } of odd) {
      const fewer = odd.filter((leaf) => leaf.name !== name)
      t.throws(() => check(made(by, fewer), odd, by), { message: new RegExp(`leaf '${name}'`) })
    }
  }
})

t.test('a dictionary has just the names that were put into it', async (t) => {
  const proto = '__proto__'
  const record = dictionary([['a', 1]])
  t.equal(record.a, 1)
  t.equal(record.constructor, undefined)
  record[proto] = 2
  t.same(Object.entries(record), [
    ['a', 1],
    [proto, 2],
  ])
  const doubled = mapDictionary(record, (n) => 2 * n)
  t.same(Object.entries(doubled), [
    ['a', 2],
    [proto, 4],
  ])
  t.equal(doubled.toString, undefined)
})

t.test('the global norm takes any number of leaves, and no square overflows', async (t) => {
  t.equal(globalNorm([]), 0)
  t.equal(globalNorm([-3, 4]), 5)
  // 2^600 times 3 and 4: exact, where the squares would overflow; 2^-600 where they would vanish
  t.equal(globalNorm([3 * 2 ** 600, 4 * 2 ** 600]), 5 * 2 ** 600)
  t.equal(globalNorm([3 * 2 ** -600, 4 * 2 ** -600]), 5 * 2 ** -600)
  t.equal(globalNorm([0, -0]), 0)
  t.ok(Number.isNaN(globalNorm([Number.NaN, 1])))
  t.equal(globalNorm([Number.NaN, Number.POSITIVE_INFINITY]), Number.POSITIVE_INFINITY)
  // 250,000 leaves of norm 2: sqrt(4 · 250,000)
  t.equal(globalNorm(new Array(250_000).fill(2)), 1000)
})

t.test('a part that has no memory keeps no entries, which is no error', async (t) => {
  const plain = describe({
    name: 'plain',
    slots: { mu: 'zeros' },
    hyper: {},
    init: () => 0,
    plan: (host) => ({ next: host, plan: { scalars: {} } }),
    body: (_, { updates, slots }) => ({ updates, slots }),
  })
  t.doesNotThrow(() => check(made(plain), leaves, plain))
})
