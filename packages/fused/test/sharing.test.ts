import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { chain, type Description, describe, optimizer, type Transform } from '@momenta/core'
import {
  cloneIterate,
  disposeIterate,
  eager,
  type Iterate,
  load,
  type Oracle,
  save,
} from '@momenta/eager'
import { fused } from '@momenta/fused'
import { sgd } from '@momenta/optimizers'
import { accumulate, averageParams, ema, scale, trace } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()

type Params = { readonly w: tf.Tensor }
const asks = (g: number): Oracle<Params> => {
  return () => ({ value: tf.scalar(0), grads: { w: tf.tensor1d([g, 0]) } })
}
type Run = (iterate: Iterate<Params>, s: number) => Iterate<Params> | Promise<Iterate<Params>>

/**
 * The first parameter after each step from 0 of gradients 1, 2, 3, …; between steps something may
 * happen to the iterate.
 */
const path = async (transform: Transform, steps: number, between: Run = (iterate) => iterate) => {
  const one = optimizer(transform)
  const { init, step } = fused(one)
  const before = tf.memory().numTensors
  const start: Params = { w: tf.tensor1d([0, 0]) }
  let iterate = init(start)
  const points: number[] = []
  for (let s = 1; s <= steps; s++) {
    iterate = await between(step(asks(s), iterate), s)
    points.push(iterate.params.w.dataSync()[0] as number)
  }
  disposeIterate(iterate)
  start.w.dispose()
  return { points, left: tf.memory().numTensors - before }
}

type Body = Description['body']
/** A part with two slots of zeros, and a body. */
const two = (body: Body, more: Partial<Description> = {}): Transform =>
  [
    ...describe({
      name: 'two',
      slots: { a: 'zeros', b: 'zeros' },
      hyper: {},
      init: () => 0,
      plan: (count: number) => ({
        next: count + 1,
        plan: { scalars: {}, variant: { even: count % 2 === 0 } },
      }),
      body: body as never,
    }),
  ].map((part) => ({ ...part, ...more }))

const halved = { decay: 0.5 }
const minus = scale({ factor: -1 })

/**
 * Chains whose slots share a tensor, or hold one that something else reads, with results worked by
 * hand.
 */
const chains: readonly (readonly [string, Transform, readonly number[]])[] = [
  [
    // ema: .5, 1.25, 2.125, 3.0625; trace: .5, 1.5, 2.875, 4.5
    'ema and trace',
    chain(ema(halved), trace(halved)),
    [0.5, 2, 4.875, 9.375],
  ],
  [
    // means 1.5, 3.5, 5.5; momentum 1.5, 4.25, 7.625
    'accumulate around a momentum, every 2',
    accumulate(sgd({ momentum: 0.5, learningRate: 1 }).transform, { every: 2 }),
    [0, -1.5, -1.5, -5.75, -5.75, -13.375],
  ],
  [
    // momentum 1, 2.5, 4.25
    'accumulate around a momentum, every 1',
    accumulate(sgd({ momentum: 0.5, learningRate: 1 }).transform, { every: 1 }),
    [-1, -3.5, -7.75],
  ],
  ['an average that follows', chain(minus, averageParams({ start: 2 })), [-1, -3, -6, -10]],
  [
    // a takes what arrives and b what a was: u = b, so the gradient before the last
    'a slot that another slot takes, and then the update',
    two((_, { updates: u, slots: s }) => ({
      updates: s.b as typeof u,
      slots: { a: u, b: s.a as typeof u },
    })),
    [0, 0, 1, 3, 6],
  ],
  [
    // the same in computed tensors: a = 2 g
    'a computed slot that another slot takes',
    two((x, { updates: u, slots: s }) => ({
      updates: s.b as typeof u,
      slots: { a: x.add(u, u), b: s.a as typeof u },
    })),
    [0, 0, 2, 6, 12],
  ],
  [
    // swapped: a' = b + g, b' = a; u = a' : 1, 2, 4, 6, 9
    'slots that change places',
    two((x, { updates: u, slots: s }) => {
      const a = x.add(s.b as typeof u, u)
      return { updates: a, slots: { a, b: s.a as typeof u } }
    }),
    [1, 3, 7, 13, 22],
  ],
  [
    // b keeps the parameters of the step before: u = g − b/2, w: 1, 3, 5.5, 8, …
    'a slot that takes the parameters',
    two((x, { updates: u, params: p, slots: s }) => ({
      updates: x.sub(u, x.mul(x.of(0.5), s.b as typeof u)),
      slots: { a: s.a as typeof u, b: p },
    })),
    // b: 0, 0, 1, 3, 5.5: u = 1, 2, 2.5, 2.5, 2.25
    [1, 3, 5.5, 8, 10.25],
  ],
  [
    // the update is the old slot, which the same body overwrites, and a later segment reads it
    'an update that is an unchanged slot, after a measurement',
    chain(
      two((x, { updates: u, slots: s }) => ({
        updates: s.a as typeof u,
        slots: { a: x.add(s.a as typeof u, u), b: s.b as typeof u },
      })),
      two((_, { updates: u, slots: s }) => ({ updates: u, slots: { a: s.a as typeof u, b: u } }), {
        needs: ['updates'],
      }),
    ),
    // a before: 0, 1, 3, 6
    [0, 1, 4, 10],
  ],
  [
    // both slots take the gradient itself in even steps, and add to it in odd ones
    'slots that take the gradient',
    two((x, { updates: u, slots: s, variant }) =>
      variant.even
        ? { updates: u, slots: { a: u, b: u } }
        : {
            updates: x.add(s.a as typeof u, s.b as typeof u),
            slots: { a: x.add(s.a as typeof u, u), b: s.b as typeof u },
          },
    ),
    // 1; 1 + 1; 3; 3 + 3; 5
    [1, 3, 6, 12, 17],
  ],
]

for (const backend of ['cpu', 'wasm']) {
  t.test(`on ${backend} a tensor that occurs several times is not overwritten`, async (t) => {
    await tf.setBackend(backend)
    for (const [name, transform, wanted] of chains) {
      const { points, left } = await path(transform, wanted.length)
      t.same(points, wanted, name)
      t.equal(left, 0, `${name}: tensors left`)
    }
  })

  t.test(`on ${backend} it makes no difference who made the state`, async (t) => {
    await tf.setBackend(backend)
    for (const [name, transform, wanted] of chains) {
      const one = optimizer(transform)
      const steps = wanted.length
      for (let at = 1; at < steps; at++) {
        const handed = await (async () => {
          // the first steps by eager
          const [plain, fast] = [eager(one), fused(one)]
          let iterate = plain.init({ w: tf.tensor1d([0, 0]) } as Params)
          const points: number[] = []
          for (let s = 1; s <= steps; s++) {
            iterate = (s <= at ? plain : fast).step(asks(s), iterate)
            points.push(iterate.params.w.dataSync()[0] as number)
          }
          disposeIterate(iterate)
          return points
        })()
        t.same(handed, wanted, `${name}: eager for ${at} steps`)
        const kept: Iterate<Params>[] = []
        const cloned = await path(transform, steps, (iterate, s) => {
          if (s !== at) return iterate
          kept.push(iterate)
          return cloneIterate(iterate)
        })
        t.same(cloned.points, wanted, `${name}: cloned after ${at} steps`)
        const [was] = kept
        t.equal(was?.params.w.dataSync()[0], wanted[at - 1], `${name}: the one that was cloned`)
        for (const iterate of kept) disposeIterate(iterate)
        const loaded = await path(transform, steps, async (iterate, s) => {
          if (s !== at) return iterate
          const next = load(one, await save(iterate), iterate.params)
          disposeIterate(iterate)
          return next
        })
        t.same(loaded.points, wanted, `${name}: loaded after ${at} steps`)
      }
    }
  })

  t.test(
    `on ${backend} shared tensors of a state built by a user are not overwritten`,
    async (t) => {
      await tf.setBackend(backend)
      type Two = { readonly v: tf.Tensor; readonly w: tf.Tensor }
      const { init, step } = fused(sgd({ momentum: 0.5, learningRate: 1 }))
      const ask: Oracle<Two> = ({ v, w }) => ({
        value: tf.scalar(0),
        grads: { v: tf.onesLike(v), w: tf.onesLike(w) },
      })
      const ran = (mixed: (iterate: Iterate<Two>) => Iterate<Two>) => {
        let iterate = init({ v: tf.tensor1d([0, 0]), w: tf.tensor1d([8, 8]) } as Two)
        for (let i = 0; i < 4; i++) iterate = step(ask, iterate)
        iterate = mixed(iterate)
        for (let i = 0; i < 2; i++) iterate = step(ask, iterate)
        return [iterate.params.v.dataSync()[0], iterate.params.w.dataSync()[0]]
      }
      // momentum 1, 1.5, 1.75, 1.875: v = −6.125, w = 1.875; then 1.9375 and 1.96875, together
      // 3.90625
      t.same(
        ran((iterate) => iterate),
        [-10.03125, -2.03125],
      )
      const slotOf = ({ state }: Iterate<Two>) =>
        state.parts[0]?.slots.trace as { readonly v: tf.Tensor; readonly w: tf.Tensor }
      const withTrace = (iterate: Iterate<Two>, trace: { v: tf.Tensor; w: tf.Tensor }) => {
        const [first, ...rest] = iterate.state.parts
        const parts = [{ ...first, slots: { trace } } as (typeof rest)[number], ...rest]
        return { ...iterate, state: { ...iterate.state, parts } }
      }
      // both leaves have the momentum 1.875
      const one = ran((iterate) =>
        withTrace(iterate, { v: slotOf(iterate).v, w: slotOf(iterate).v }),
      )
      t.same(one, [-10.03125, -2.03125], 'one slot for two leaves')
      // both leaves are the parameter v
      const tied = ran((iterate) => ({
        ...iterate,
        params: { v: iterate.params.v, w: iterate.params.v },
      }))
      t.same(tied, [-10.03125, -10.03125], 'one parameter under two names')
      // the parameters v are the momentum of w, 1.875: 1.875 − 3.90625
      const both = ran((iterate) => ({
        ...iterate,
        params: { ...iterate.params, v: slotOf(iterate).w },
      }))
      t.same(both, [-2.03125, -2.03125], 'a slot as parameters')
      // the momentum of v is its parameters, −6.125: −3.0625 + 1 = −2.0625, then −0.03125
      const self = ran((iterate) => withTrace(iterate, { ...slotOf(iterate), v: iterate.params.v }))
      t.same(self, [-6.125 + 2.0625 + 0.03125, -2.03125], 'parameters as a slot')
      // the leaves change places: the momenta are the same
      const swapped = ran((iterate) => {
        const { v, w } = iterate.params
        return { ...iterate, params: { v: w, w: v } }
      })
      t.same(swapped, [-2.03125, -10.03125], 'parameters that changed places')
      const renamed = ran((iterate) => {
        const { v, w } = iterate.params
        return { ...iterate, params: { w: v, v: w } as Two }
      })
      t.same(renamed, [-2.03125, -10.03125], 'and names')
    },
  )

  t.test(
    `on ${backend} a gradient that is the state, or the parameters, is only read`,
    async (t) => {
      await tf.setBackend(backend)
      const { init, step } = fused(sgd({ momentum: 0.5, learningRate: 1 }))
      let iterate = init({ w: tf.tensor1d([1, 1]) } as Params)
      iterate = step(asks(1), iterate)
      // w = 0, momentum 1; the gradient is the momentum itself: 1.5, 2.25, 3.375
      const wanted = [-1.5, -3.75, -7.125]
      for (const w of wanted) {
        const slot = iterate.state.parts[0]?.slots.trace?.w as tf.Tensor
        iterate = step(() => ({ value: tf.scalar(0), grads: { w: slot } }), iterate)
        t.equal(iterate.params.w.dataSync()[0], w)
      }
      // the gradient is the parameters themselves: momentum 3.375/2 − 7.125 = −5.4375
      iterate = step(({ w }) => ({ value: tf.scalar(0), grads: { w } }), iterate)
      t.equal(iterate.params.w.dataSync()[0], -7.125 + 5.4375)
    },
  )
}
