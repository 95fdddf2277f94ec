import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { chain, describe, optimizer, type Scalars, type Transform } from '@momenta/core'
import type { Iterate, Oracle } from '@momenta/eager'
import { fused } from '@momenta/fused'
import { adamCM, sgd } from '@momenta/optimizers'
import { masked, scale } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()

type Params = { readonly [name: string]: tf.Tensor }
const ones: Oracle<Params> = (params) => ({
  value: tf.scalar(0),
  grads: Object.fromEntries(Object.entries(params).map(([name, p]) => [name, tf.onesLike(p)])),
})
const zeros = (...names: readonly string[]): Params =>
  Object.fromEntries(names.map((name) => [name, tf.zeros([2])]))
const valuesOf = ({ params }: Iterate<Params>) =>
  Object.entries(params).map(([name, p]) => [name, p.dataSync()[0]])

/** The parameters after so many steps of gradient 1. */
const ran = (transform: Transform, steps: number, params: Params) => {
  const { init, step } = fused(optimizer(transform))
  let iterate = init(params)
  for (let i = 0; i < steps; i++) iterate = step(ones, iterate)
  return valuesOf(iterate)
}

for (const backend of ['cpu', 'wasm']) {
  t.test(`on ${backend} one runner serves trees whose names look alike`, async (t) => {
    await tf.setBackend(backend)
    const { init, step } = fused(sgd({ momentum: 0.5, learningRate: 1 }))
    const trees: readonly (readonly string[])[] = [
      ['a\nb'],
      ['a', 'b'],
      ['a,b', 'c'],
      ['a', 'b,c'],
      ['a', 'b', 'c'],
      ['b', 'a'],
    ]
    // in turns, so that what is remembered of one is tried on the next: momentum 1, 1.5, 1.75
    const iterates = trees.map((names) => init(zeros(...names)))
    for (const sum of [1, 2.5, 4.25])
      for (const [i, names] of trees.entries()) {
        iterates[i] = step(ones, iterates[i] as Iterate<Params>)
        t.same(
          valuesOf(iterates[i] as Iterate<Params>),
          names.map((name) => [name, -sum]),
        )
      }
  })

  t.test(`on ${backend} a leaf may be called anything`, async (t) => {
    await tf.setBackend(backend)
    const names = [
      'constructor',
      'toString',
      'valueOf',
      '__proto__',
      'hasOwnProperty',
      '',
      '0',
      'a b',
    ]
    const momentum = sgd({ momentum: 0.5, learningRate: 1 }).transform
    for (const name of names) {
      t.same(ran(momentum, 3, zeros(name, 'w')), Object.entries({ [name]: -4.25, w: -4.25 }), name)
      t.ok(
        ran(adamCM({ capacity: 2 }).transform, 6, zeros(name)).every(([, w]) => Number(w) < 0),
        name,
      )
    }
  })

  t.test(`on ${backend} plans with equal text are distinguished`, async (t) => {
    await tf.setBackend(backend)
    type Host = number
    // a number in even steps, a list of one in odd ones, under the same name: u·2, u·(3 + 1)
    const numberOrList = describe<never, Scalars, number>({
      name: 'numberOrList',
      slots: {},
      hyper: {},
      init: () => 0,
      plan: (count: Host) => ({
        next: count + 1,
        plan: { scalars: { c: count % 2 === 0 ? 2 : [3] } },
      }),
      body: (x, { updates: u, scalars: k }) => {
        const c = k.c as unknown
        const factor = Array.isArray(c) ? x.add(c[0], x.of(1)) : (c as typeof u)
        return { updates: x.mul(u, factor), slots: {} }
      },
    })
    t.same(ran(numberOrList, 4, zeros('w')), [['w', 12]])

    // two parts whose variants, joined, are the same text
    const scaled = (texts: readonly string[]): Transform =>
      describe({
        name: 'scaled',
        slots: {},
        hyper: {},
        init: () => 0,
        plan: (count: Host) => ({
          next: count + 1,
          plan: { scalars: {}, variant: { text: texts[count % texts.length] as string } },
        }),
        body: (x, { updates: u, variant }) => ({
          updates: x.mul(u, x.of(variant.text.length)),
          slots: {},
        }),
      })
    // lengths 6 and 1, then 1 and 6, then 3 and 3
    const texts = chain(scaled(['x:0:|y', 'x', 'abc']), scaled(['z', 'y:0:|z', 'def']))
    t.same(ran(texts, 3, zeros('w')), [['w', 6 + 6 + 9]])

    // 0 for one leaf, −0 for another, each its own plan: 1/0, 1/−0
    const signs: readonly number[] = [0, -0, 0]
    const inverse = describe({
      name: 'inverse',
      slots: {},
      hyper: {},
      init: () => 0,
      plan: (count: Host) => ({
        next: count,
        plan: signs.map((k) => ({ scalars: { k } })),
      }),
      body: (x, { updates: u, scalars: k }) => ({ updates: x.div(u, k.k), slots: {} }),
    })
    const [plus, minus] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    t.same(ran(inverse, 1, zeros('a', 'b', 'c')), [
      ['a', plus],
      ['b', minus],
      ['c', plus],
    ])
  })

  t.test(`on ${backend} a predicate that changes is called again`, async (t) => {
    await tf.setBackend(backend)
    let chosen = 'a'
    const { init, step } = fused(optimizer(masked(scale({ factor: 3 }), (name) => name === chosen)))
    const iterate = step(ones, init(zeros('a', 'b')))
    t.same(valuesOf(iterate), [
      ['a', 3],
      ['b', 1],
    ])
    // the part has no state for b: an error that names it, and the iterate is unchanged
    chosen = 'b'
    t.throws(() => step(ones, iterate), /'b'/)
    chosen = 'a'
    t.same(valuesOf(step(ones, iterate)), [
      ['a', 6],
      ['b', 2],
    ])
  })
}
