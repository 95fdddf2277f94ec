import {
  chain,
  describe,
  optimizer,
  perLeaf,
  ranges,
  remember,
  type Transform,
} from '@momenta/core'
import { extend, float64, type Oracle } from '@momenta/float64'
import t from 'tap'

/** m' = m/2 + u; counts its steps. */
const half: Transform = describe({
  name: 'half',
  slots: { m: 'zeros' },
  hyper: { rate: { value: 1, range: ranges.positive } },
  init: () => 0,
  plan: (count: number) => ({ next: count + 1, plan: { scalars: {} } }),
  body: (x, { updates: u, slots: s }) => {
    const m = x.add(x.mul(x.of(0.5), s.m), u)
    return { updates: x.neg(m), slots: { m } }
  },
})

type Point = { readonly [name: string]: Float64Array }

/** The gradient of each leaf is its value. */
const bowl: Oracle<Point> = (params) => ({ value: 0, grads: params })

const at = (point: { readonly [name: string]: readonly number[] }): Point =>
  Object.fromEntries(Object.entries(point).map(([name, leaf]) => [name, Float64Array.from(leaf)]))

t.test('a new leaf starts as in init, the others keep their state', async (t) => {
  const chosen = optimizer(half)
  const { init, step } = float64(chosen)
  const from = step(bowl, init(at({ w: [8] })))
  t.same(from.params.w, [0])
  t.same(from.state.parts[0]?.slots.m?.w, [8])
  const next = extend(chosen, from, at({ b: [1, 2], w: [0] }))
  t.same(Object.keys(next.params), ['b', 'w'])
  t.same(next.state.parts[0]?.slots.m?.b, [0, 0])
  t.same(next.state.parts[0]?.slots.m?.w, [8])
  t.equal(next.state.parts[0]?.host, 1)
  t.equal(next.state.step, 1)
  // w: m = 4 + 0; b: m = 0 + (1, 2)
  const then = step(bowl, next)
  t.same([then.params.w, then.params.b], [[-4], [0, 0]])
  t.throws(() => step(bowl, { ...from, params: next.params }), {
    message: /leaf 'b', got none; extend the state to these parameters with extend/,
  })
})

t.test('a removed leaf is dropped, and one of another shape is new', async (t) => {
  const chosen = optimizer(half)
  const { init, step } = float64(chosen)
  const from = step(bowl, init(at({ a: [1], b: [2], c: [3] })))
  const next = extend(chosen, from, at({ c: [5, 5], a: [7] }))
  const m = next.state.parts[0]?.slots.m ?? {}
  t.same(Object.keys(m), ['c', 'a'])
  t.same([m.c, m.a], [[0, 0], [1]])
  step(bowl, next)
})

t.test('a memory shared by all leaves holds zeros for a new one', async (t) => {
  const chosen = optimizer(remember({ capacity: 2 }))
  const { init, step } = float64(chosen)
  const from = step(bowl, step(bowl, init(at({ w: [1] }))))
  const next = extend(chosen, from, at({ w: [3], b: [10, 20] }))
  t.same(next.state.parts[0]?.buffers.b, [
    [0, 0],
    [0, 0],
  ])
  t.equal(next.state.parts[0]?.buffers.w, from.state.parts[0]?.buffers.w)
  // u' = u + mean of zeros
  t.same(step(bowl, next).params.b, [20, 40])
})

t.test('memories by leaf go with their leaves, and a new one is empty', async (t) => {
  const chosen = optimizer(chain(remember({ capacity: 2, key: perLeaf() }), half))
  const { init, step } = float64(chosen)
  const from = step(bowl, init(at({ v: [5], w: [1] })))
  const next = extend(chosen, from, at({ b: [2], w: [1] }))
  const memories = next.state.parts[0]?.host as {
    readonly byLeaf: { readonly [leaf: string]: { readonly offered: readonly number[] } }
  }
  t.same(Object.keys(memories.byLeaf), ['b', 'w'])
  t.same(memories.byLeaf.b?.offered, [])
  t.same(memories.byLeaf.w?.offered, [1])
  t.same(next.state.parts[0]?.buffers.b, [])
  step(bowl, next)
})

t.test('an iterate of another optimizer is an error', async (t) => {
  const from = float64(optimizer(half)).init(at({ w: [1] }))
  t.throws(() => extend(optimizer(chain(half, half)), from, from.params), { name: 'TypeError' })
  t.throws(() => extend(optimizer(remember()), from, from.params), {
    message:
      'extend: part 0 (remember) must have the slots [sum], got [m]; was the state made by this optimizer?',
  })
  t.throws(() => extend(optimizer(half), from, {}), {
    message: 'extend: the parameters must hold at least one Float64Array, got none',
  })
})
