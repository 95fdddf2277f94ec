import {
  chain,
  memoriesOf,
  optimizer,
  perLeaf,
  remember,
  type State,
  type Transform,
} from '@momenta/core'
import { extendState } from '@momenta/core/program'
import { compile, float64, type Iterate } from '@momenta/float64'
import {
  accumulate,
  clipByGlobalNorm,
  ema,
  freezable,
  frozenLeaves,
  scale,
  scaleByAdam,
  withFrozen,
} from '@momenta/transforms'
import t from 'tap'

type Point = { readonly [name: string]: Float64Array }
type At = Iterate<Point>

const at = (point: { readonly [name: string]: number }): Point =>
  Object.fromEntries(Object.entries(point).map(([name, n]) => [name, Float64Array.of(n)]))

const stepped = (
  transform: Transform,
  iterate: At,
  grads: { readonly [name: string]: number },
): At => float64(optimizer(transform)).step(() => ({ value: 0, grads: at(grads) }), iterate)

const begun = (transform: Transform, params: { readonly [name: string]: number }): At =>
  float64(optimizer(transform)).init(at(params))

const frozen = (transform: Transform, iterate: At, ...names: readonly string[]): At => ({
  ...iterate,
  state: withFrozen(transform, iterate.state, (name) => names.includes(name)),
})

const down = scale({ factor: -1 })

t.test('a frozen leaf and its state do not change, and it continues from there', async (t) => {
  // m' = m/2 + g/2; p' = p - m'
  const transform = freezable(chain(ema({ decay: 0.5 }), down))
  let iterate = stepped(transform, begun(transform, { a: 0, b: 0 }), { a: 8, b: 8 })
  t.same(iterate.params, at({ a: -4, b: -4 }))
  iterate = frozen(transform, iterate, 'b')
  t.same(frozenLeaves(transform, iterate.state), ['b'])
  for (let i = 0; i < 2; i++) iterate = stepped(transform, iterate, { a: 0, b: 100 })
  // a: m = 2, then 1
  t.same(iterate.params, at({ a: -7, b: -4 }))
  t.same(iterate.state.parts[0]?.slots.mu?.b, [4])
  iterate = stepped(transform, frozen(transform, iterate), { a: 0, b: 0 })
  // b: m = 2
  t.same(iterate.params, at({ a: -7.5, b: -6 }))
  t.same(frozenLeaves(transform, iterate.state), [])
})

t.test('norms are over the leaves that are not frozen', async (t) => {
  const transform = freezable(chain(clipByGlobalNorm({ max: 1 }), down))
  const iterate = frozen(transform, begun(transform, { a: 0, b: 0 }), 'b')
  t.same(stepped(transform, iterate, { a: 4, b: 3 }).params, at({ a: -1, b: 0 }))
})

t.test('a leaf on which no part inside acts is frozen too', async (t) => {
  const onA = down.map((part) => ({ ...part, only: (name: string) => name === 'a' }))
  const transform = freezable(onA)
  const iterate = frozen(transform, begun(transform, { a: 0, b: 0 }), 'b')
  t.same(stepped(transform, iterate, { a: 1, b: 1 }).params, at({ a: -1, b: 0 }))
})

t.test(
  'a memory shared by all leaves has zeros for steps in which a leaf was frozen',
  async (t) => {
    const transform = freezable(chain(remember({ capacity: 2 }), down))
    let iterate = stepped(transform, begun(transform, { a: 0, b: 0 }), { a: 3, b: 4 })
    iterate = stepped(transform, frozen(transform, iterate, 'b'), { a: 6, b: 1000 })
    const [memory] = memoriesOf(transform, iterate.state)
    // the second key is the norm over a alone
    t.same(memory?.offered, [5, 6])
    t.same(memory?.entries, [
      [[3], [4]],
      [[6], [0]],
    ])
    t.same(iterate.state.parts[0]?.slots.sum, at({ a: 9, b: 4 }))
    t.same(iterate.params.b, [-4])
    iterate = stepped(transform, frozen(transform, iterate), { a: 0, b: 10 })
    // b: u' = 10 + (4 + 0)/2
    t.same(iterate.params.b, [-16])
  },
)

t.test('a memory of the frozen leaf alone rests', async (t) => {
  const transform = freezable(chain(remember({ capacity: 2, key: perLeaf() }), down))
  let iterate = stepped(transform, begun(transform, { a: 0, b: 0 }), { a: 3, b: 4 })
  const before = memoriesOf(transform, iterate.state)[1]
  iterate = stepped(transform, frozen(transform, iterate, 'b'), { a: 6, b: 1000 })
  t.same(memoriesOf(transform, iterate.state)[1], before)
  t.same(memoriesOf(transform, iterate.state)[0]?.offered, [3, 6])
  t.same(stepped(transform, frozen(transform, iterate), { a: 0, b: 10 }).params.b, [-4 - 14])
})

t.test('with no leaf frozen the bits are those of the transform inside', async (t) => {
  const inner = chain(scaleByAdam(), remember({ capacity: 2 }), scale({ factor: -0.1 }))
  const run = (transform: Transform) => {
    let iterate = begun(transform, { a: 1, b: 2 })
    for (let i = 0; i < 6; i++)
      iterate = stepped(transform, iterate, { a: Math.sin(i), b: Math.cos(3 * i) })
    return iterate.params
  }
  t.same(run(freezable(inner)), run(inner))
})

t.test('compiled runs freeze by the state as well, bit for bit', async (t) => {
  const transform = freezable(
    chain(clipByGlobalNorm({ max: 2 }), remember({ capacity: 2 }), scaleByAdam(), down),
  )
  const chosen = optimizer(transform)
  let iterate = begun(transform, { a: 1, b: 2 })
  let state: State<Float64Array> = iterate.state
  let params: readonly Float64Array[] = [Float64Array.of(1), Float64Array.of(2)]
  for (const names of [[], ['b'], ['a'], ['a', 'b'], []]) {
    iterate = frozen(transform, iterate, ...names)
    state = withFrozen(transform, state, (name) => names.includes(name))
    const run = compile(chosen, params, { names: ['a', 'b'], state })
    for (let i = 0; i < 4; i++) {
      run.step((_, [a, b]) => {
        a?.set([Math.sin(i + 1)])
        b?.set([Math.cos(3 * i)])
        return 0
      })
      iterate = stepped(transform, iterate, { a: Math.sin(i + 1), b: Math.cos(3 * i) })
    }
    t.same(run.params, [iterate.params.a, iterate.params.b])
    state = run.state()
    params = run.params
  }
})

t.test('other combinators may be around it or inside, and a new leaf is not frozen', async (t) => {
  for (const transform of [
    accumulate(freezable(down), { every: 2 }),
    freezable(accumulate(down, { every: 2 })),
  ]) {
    let iterate = frozen(transform, begun(transform, { a: 0, b: 0 }), 'b')
    for (let i = 0; i < 2; i++) iterate = stepped(transform, iterate, { a: 3, b: 3 })
    t.same(iterate.params, at({ a: -3, b: 0 }))
    const leaves = ['a', 'b', 'c'].map((name) => ({ name, shape: [1], size: 1 }))
    const more = extendState(
      transform,
      leaves,
      iterate.state,
      () => Float64Array.of(0),
      (leaf) => [leaf.length],
    )
    t.same(frozenLeaves(transform, more), ['b'])
  }
})

t.test('a shared memory inside two freezables stores zeros for a frozen leaf', async (t) => {
  const twice = freezable(freezable(remember({ capacity: 2 })))
  let iterate = frozen(twice, begun(twice, { a: 0, b: 0 }), 'b')
  for (const n of [3, 5]) iterate = stepped(twice, iterate, { a: n, b: 7 })
  t.same(
    memoriesOf(twice, iterate.state).map(({ keys, entries }) => ({ keys: keys.length, entries })),
    // priority keeps the keys 3 and 5: the norms over a alone
    [
      {
        keys: 2,
        entries: [
          [Float64Array.of(3), Float64Array.of(0)],
          [Float64Array.of(5), Float64Array.of(0)],
        ],
      },
    ],
  )
  t.same(iterate.params.b, Float64Array.of(0))
})

t.test('a state is accepted if the part inside accepts its own', async (t) => {
  const [part] = freezable(accumulate([], { every: 2 }))
  const host = (inner: number) => ({ freezable: { byLeaf: {} }, inner })
  t.equal(part?.accepts?.(host(1)), true)
  t.equal(part?.accepts?.(host(2)), false)
  t.equal(freezable(down)[0]?.accepts?.(host(7)), true)
})

t.test('without freezable, withFrozen is an error', async (t) => {
  const iterate = begun(down, { a: 0 })
  t.throws(() => withFrozen(down, iterate.state, () => true), {
    name: 'RangeError',
    message:
      'withFrozen: the chain must contain freezable; wrap the parts to freeze: freezable(transform)',
  })
})
