import {
  describe,
  type Host,
  hostOf,
  memoriesOf,
  optimizer,
  remember,
  type Transform,
} from '@momenta/core'
import { evaluationParams, float64 } from '@momenta/float64'
import {
  accumulate,
  applyIfFinite,
  averageParams,
  freezable,
  frozenLeaves,
  masked,
  withFrozen,
} from '@momenta/transforms'
import t from 'tap'

/** One step from w = 1 with a gradient of 1, added. */
const stepped = (transform: Transform) => {
  const { init, step } = float64(optimizer(transform))
  return step(
    () => ({ value: 0, grads: { w: Float64Array.of(1) } }),
    init({ w: Float64Array.of(1) }),
  )
}

t.test(
  'combinators keep the role of a part, where it is evaluated, and say what they wrap',
  async (t) => {
    const around = {
      accumulate: (part: Transform) => accumulate(part, { every: 1 }),
      applyIfFinite,
      freezable,
      masked: (part: Transform) => masked(part, () => true),
      'freezable in accumulate': (part: Transform) => accumulate(freezable(part), { every: 1 }),
      'accumulate in freezable': (part: Transform) => freezable(accumulate(part, { every: 1 })),
    }
    for (const [name, wrap] of Object.entries(around)) {
      const transform = wrap([...remember({ capacity: 2 }), ...averageParams()])
      const iterate = stepped(transform)
      const { state } = iterate
      // the key 1 has decayed once, by 0.7
      t.same(memoriesOf(transform, state), [{ keys: [0.7], offered: [1], entries: [[[1]]] }], name)
      // a plain mean of one iterate, 1 + 1
      t.same(evaluationParams(optimizer(transform), iterate), { w: [2] }, name)
      const index = transform.findIndex(({ evaluated }) => evaluated)
      const [part, host] = [transform[index], state.parts[index]?.host]
      t.equal(part && hostOf(part, host as Host), 1, `${name}: the count of averageParams`)
    }
  },
)

t.test('only the host state of a combinator is searched for flags', async (t) => {
  // a host state of the caller's that looks like that of a combinator
  const alike = { inner: { freezable: { byLeaf: { w: true } } } }
  const part = describe({
    name: 'alike',
    slots: {},
    hyper: {},
    init: (): Host => alike,
    plan: (host) => ({ next: host, plan: { scalars: {} } }),
    body: (_, { updates }) => ({ updates, slots: {} }),
  })
  t.same(frozenLeaves(part, stepped(part).state), [])
  const nested = accumulate(freezable(part), { every: 1 })
  const state = withFrozen(nested, stepped(nested).state, () => true)
  t.same(frozenLeaves(nested, state), ['w'])
  t.same(
    frozenLeaves(
      nested,
      withFrozen(nested, state, () => false),
    ),
    [],
  )
})

t.test('a host state that is not that of a combinator holds no flags', async (t) => {
  const part = { hyper: {}, slots: {}, buffers: {} }
  for (const host of [0, null, 'inner', { freezable: { byLeaf: { w: true } } }]) {
    const state = { step: 1, parts: [{ ...part, host }] }
    t.same(frozenLeaves(freezable([]), state), [])
  }
})
