import { chain, describe, type Host, type Measured, type Seen, type Transform } from '@momenta/core'
import {
  advance,
  initialState,
  layoutOf,
  leafInterpreter,
  type runLeaf,
} from '@momenta/core/program'
import t from 'tap'

const leaves = ['a', 'b'].map((name) => ({ name, shape: [], size: 1 }))

/**
 * What the spies of a chain saw in one step on gradients of two leaves, and how often was measured.
 */
const seenIn = (
  chained: (spy: (needs: readonly Measured[]) => Transform) => Transform,
  grads: readonly number[],
) => {
  const all: Seen[] = []
  const transform = chained((needs) =>
    describe<never, Record<never, never>, Host>({
      name: 'spy',
      slots: {},
      hyper: {},
      needs,
      init: () => null,
      plan: (host, seen) => {
        all.push(seen)
        return { next: host, plan: { scalars: {} } }
      },
      body: (_, { updates: u }) => ({ updates: u, slots: {} }),
    }),
  )
  const state = initialState(transform, leaves, () => 0)
  const steps = advance(
    layoutOf(transform, leaves),
    { params: [7, 8], grads, state },
    leafInterpreter(numbers),
  )
  let [turn, measured] = [steps.next(), 0]
  while (!turn.done) {
    measured += 1
    turn = steps.next(turn.value.map(({ of }) => Math.abs(of)))
  }
  return { all, measured }
}

const numbers = { of: (n: number) => n } as Parameters<typeof runLeaf<number>>[0]

/** Sets the updates, and the gradient after it, to a number. */
const rebound = (to: number, only?: (name: string) => boolean): Transform =>
  describe({
    name: 'rebound',
    slots: {},
    hyper: {},
    rebinds: true,
    ...(only === undefined ? {} : { only }),
    init: () => null,
    plan: (host) => ({ next: host, plan: { scalars: {} } }),
    body: (x) => ({ updates: x.of(to), slots: {} }),
  })

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number

t.test('a step is finite if its raw gradients and those bound at the part are', async (t) => {
  const finite = (between: Transform, grads: readonly number[]) =>
    seenIn((spy) => chain(between, spy(['finite'])), grads).all.map((seen) => seen.finite)
  t.same(finite([], [1, 2]), [true])
  t.same(finite([], [1, nan]), [false])
  t.same(finite([], [infinity, 1]), [false])
  t.same(finite(rebound(0), [1, 2]), [true])
  t.same(finite(rebound(0), [nan, 2]), [false], 'the raw gradients count after a part that rebinds')
  t.same(finite(rebound(nan), [1, 2]), [false], 'and so does what it bound')
  t.same(finite(chain(rebound(nan), rebound(0)), [1, 2]), [true], 'what is bound no more does not')
  t.same(
    finite(
      rebound(nan, (name) => name === 'b'),
      [1, 2],
    ),
    [false],
    'in any leaf',
  )
})

t.test('measurements of other parts have no influence', async (t) => {
  const others: readonly (readonly Measured[])[] = [
    [],
    ['grads'],
    ['updates'],
    ['finite'],
    ['params'],
  ]
  for (const grads of [
    [nan, 1],
    [1, 1],
  ])
    for (const before of others)
      for (const behind of others)
        for (const to of [0, nan]) {
          const { all } = seenIn(
            (spy) => chain(spy(before), rebound(to), spy(['finite']), spy(behind)),
            grads,
          )
          t.equal(all[1]?.finite, grads[0] === 1 && to === 0)
          if (!behind.includes('finite'))
            t.equal(all[2]?.finite, true, 'a part that does not ask sees true')
        }
})

t.test(
  'a part gets the measurements that it needs and no others, in the order of leaf names',
  async (t) => {
    const { all } = seenIn(
      (spy) =>
        chain(
          spy(['grads', 'params']),
          spy(['grads']).map((part) => ({ ...part, only: (name: string) => name === 'b' })),
          spy([]),
        ),
      [3, -4],
    )
    const reduced = { sums: {}, maxima: {}, value: Number.NaN, more: [] }
    t.same(all, [
      {
        grads: [3, 4],
        updates: [],
        params: [7, 8],
        ...reduced,
        leaves: 2,
        names: ['a', 'b'],
        finite: true,
        rawFinite: true,
      },
      {
        grads: [4],
        updates: [],
        params: [],
        ...reduced,
        leaves: 1,
        names: ['b'],
        finite: true,
        rawFinite: true,
      },
      {
        grads: [],
        updates: [],
        params: [],
        ...reduced,
        leaves: 2,
        names: ['a', 'b'],
        finite: true,
        rawFinite: true,
      },
    ])
  },
)

t.test('gradients are measured once, and only if a part needs it', async (t) => {
  const measured = (chained: Parameters<typeof seenIn>[0]) => seenIn(chained, [1, 2]).measured
  t.equal(
    measured((spy) => spy([])),
    0,
  )
  t.equal(
    measured((spy) => chain(spy(['grads']), spy(['finite']))),
    1,
  )
  t.equal(
    measured((spy) => chain(rebound(1), spy(['finite']))),
    2,
    'raw, and as it was bound',
  )
  t.equal(
    measured((spy) => chain(rebound(1), spy(['grads']))),
    1,
    'as it was bound alone',
  )
})
