import { type Arithmetic, chain, counted, describe, type Seen, type Transform } from '@momenta/core'
import {
  advance,
  initialState,
  layoutOf,
  leafInterpreter,
  reduceValues,
  segmentsOf,
} from '@momenta/core/program'
import t from 'tap'

const numbers = {
  of: (n: number) => n,
  add: (a: number, b: number) => a + b,
  mul: (a: number, b: number) => a * b,
} as Arithmetic<number>

const double = counted({
  name: 'double',
  slots: {},
  hyper: {},
  scalars: () => ({ two: 2 }),
  body: (x, { updates, scalars: k }) => ({ updates: x.mul(k.two, updates), slots: {} }),
})
const rebinding: Transform = double.map((part) => ({ ...part, rebinds: true }))

/** A part that reduces updates or gradients, and notes what it sees. */
const reducing = (of: 'updates' | 'grads', all: Seen<'sum', 'most'>[] = []): Transform =>
  describe({
    name: 'reducing',
    slots: {},
    hyper: {},
    init: () => 3,
    reductions: {
      scalars: (factor: number) => ({ factor }),
      sums: (x, at) => ({ sum: x.mul(at.scalars.factor, at[of]) }),
      maxima: (_, at) => ({ most: at[of] }),
    },
    plan: (factor: number, seen) => {
      all.push(seen)
      return { next: factor + 1, plan: { scalars: {} } }
    },
    body: (_, { updates }) => ({ updates, slots: {} }),
  })

const stepped = (transform: Transform, value = 0) => {
  const leaves = ['a', 'b'].map((name) => ({ name, shape: [], size: 1 }))
  const state = initialState(transform, leaves, () => 0)
  const start = { params: [0, 0], grads: [5, -7], state, value }
  const steps = advance(layoutOf(transform, leaves), start, leafInterpreter(numbers))
  let reads = 0
  let turn = steps.next()
  while (!turn.done) {
    reads += 1
    turn = steps.next(
      turn.value.map(({ by, of }) => (by === 'norm' ? Math.abs(of) : reduceValues(by, [of]))),
    )
  }
  return { state: turn.value.state, reads }
}

t.test('a plan sees one sum and one maximum for each leaf', async (t) => {
  const all: Seen<'sum', 'most'>[] = []
  const { state, reads } = stepped(chain(double, reducing('updates', all)))
  t.same(all[0]?.sums, { sum: [30, -42] })
  t.same(all[0]?.maxima, { most: [10, -14] })
  t.equal(state.parts[1]?.host, 4)
  t.equal(reads, 1)
})

t.test(
  'a reduction of gradients belongs to the head of the step, one of updates cuts',
  async (t) => {
    const cuts = (...parts: readonly Transform[]) =>
      segmentsOf(chain(...parts)).map(({ from, reduces }) => [from, reduces])
    t.same(cuts(double, reducing('grads')), [[0, [1]]])
    t.same(cuts(double, reducing('updates')), [
      [0, []],
      [1, [1]],
    ])
    t.same(cuts(reducing('updates')), [[0, [0]]])
    t.same(cuts(rebinding, reducing('grads')), [
      [0, []],
      [1, [1]],
    ])
  },
)

t.test('all measurements before a segment are one request', async (t) => {
  const norms = double.map((part) => ({ ...part, needs: ['grads', 'params', 'value'] as const }))
  t.equal(stepped(chain(norms, reducing('grads'), reducing('grads'))).reads, 1)
})

t.test('the loss is seen by the parts that need it, and NaN by the others', async (t) => {
  const all: Seen<'sum', 'most'>[] = []
  const [part] = reducing('grads', all)
  stepped(chain(reducing('grads', all), [{ ...(part as Transform[number]), needs: ['value'] }]), 8)
  t.same(
    all.map(({ value }) => value),
    [Number.NaN, 8],
  )
})

t.test('scalars of a plan may only be infinite or NaN if something measured is', async (t) => {
  const planning = (sum: number) => {
    const [part] = reducing('grads') as [Transform[number]]
    return [
      {
        ...part,
        reductions: { sums: <A>(x: Arithmetic<A>) => ({ sum: x.of(sum) }) },
        plan: () => ({ next: 0, plan: { scalars: { bad: Number.NaN } } }),
      },
    ]
  }
  t.throws(() => stepped(planning(1)), { message: /'bad' of its plan must be finite/ })
  t.doesNotThrow(() => stepped(planning(Number.POSITIVE_INFINITY)))
})

t.test('numbers are reduced in eight lanes, and NaN wins a maximum', async (t) => {
  const big = [1, 2 ** 60, 1, 1, 1, -(2 ** 60), 1, 1]
  // lanes 1 and 5 are added first, so that nothing is lost; one by one the first 1 would be
  t.equal(reduceValues('sum', big), 6)
  t.equal(reduceValues('sum', [...big, 1]), 7)
  t.equal(reduceValues('squares', [3, 4]), 25)
  t.equal(reduceValues('maximum', [-3, -2, -4]), -2)
  for (const at of [0, 5, 9]) {
    const list: number[] = Array(10).fill(1)
    list[at] = Number.NaN
    t.ok(Number.isNaN(reduceValues('maximum', list)))
  }
  t.same([reduceValues('sum', []), reduceValues('maximum', [])], [0, 0])
})
