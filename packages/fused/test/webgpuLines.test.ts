import '@tensorflow/tfjs-backend-cpu'
import { chain, describeWhole, type Optimizer, optimizer } from '@momenta/core'
import { disposeIterate, eager, type Oracle, type Runner } from '@momenta/eager'
import { fused } from '@momenta/fused'
import { adafactor, came, sm3 } from '@momenta/optimizers'
import { adaptiveClip, centralize, scaleByLearningRate } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { numbersAfter } from './numbersAfter.js'
import { errors, unless } from './onWebgpu.js'

const last = scaleByLearningRate({ learningRate: 0.1 })

/** u − the mean over some axes, over 1 + the maximum over the others. */
const mixed = (axes: readonly number[]) =>
  describeWhole({
    name: 'mixed',
    slots: {},
    hyper: {},
    init: () => null,
    plan: (host) => ({ next: host, plan: { scalars: { share: 0.5 } } }),
    leaf: (x, { updates: u, scalars: k }) => {
      const others = x.shapeOf(u).flatMap((_, axis) => (axes.includes(axis) ? [] : axis))
      const off = x.sub(u, x.mul(k.share, x.meanOver(u, axes)))
      const most = x.add(x.of(1), x.maxOver(x.abs(off), others))
      return { updates: x.div(off, most), slots: {} }
    },
  })

const matrices = [
  [3, 17],
  [70, 33],
]
const optimizers: { readonly [name: string]: readonly [Optimizer, readonly number[][]] } = {
  adafactor: [adafactor({ minSize: 2, weightDecay: 0.01 }), [...matrices, []]],
  sm3: [
    sm3(),
    [
      [4, 3, 5],
      [0, 3],
    ],
  ],
  came: [came(), [[70, 33]]],
  clipped: [optimizer(chain(centralize(), adaptiveClip(), last)), [[2, 3, 2, 5]]],
  outer: [
    optimizer(chain(mixed([0, 2]), last)),
    [
      [3, 5, 70],
      [66, 2, 1],
    ],
  ],
  inner: [
    optimizer(chain(mixed([1]), last)),
    [
      [3, 70, 5],
      [2, 3, 66],
    ],
  ],
}

type Params = { readonly [name: string]: tf.Tensor }

const oracle: Oracle<Params> = (params) => ({
  value: tf.scalar(0),
  grads: Object.fromEntries(
    Object.entries(params).map(([name, w]) => [name, tf.tidy(() => tf.sub(tf.mul(w, 0.5), 0.25))]),
  ),
})

const ran = async (runner: Runner, shapes: readonly number[][]) => {
  const before = tf.memory().numTensors
  const first: Params = Object.fromEntries(
    shapes.map((shape, leaf) => {
      const size = shape.reduce((all, n) => all * n, 1)
      const numbers = Float32Array.from({ length: size }, (_, i) => Math.sin(7 * leaf + i * i))
      return [`w${leaf}`, tf.tensor(numbers, shape)]
    }),
  )
  const numbers = await numbersAfter(runner, first, oracle, 3)
  t.equal(tf.memory().numTensors, before, 'no tensor leaks')
  return numbers
}

for (const [name, [one, shapes]] of Object.entries(optimizers))
  t.test(`${name} in passes on webgpu is eager on cpu up to rounding`, unless, async (t) => {
    await tf.setBackend('cpu')
    const wanted = await ran(eager(one), shapes)
    await tf.setBackend('webgpu')
    const runner = fused(one)
    const found = await ran(runner, shapes)
    const far = Math.max(...found.map((n, i) => Math.abs(n - (wanted[i] as number))))
    // numbers below 1, three steps of some tens of operations, each off by some units of 2^-24
    t.ok(far < 1e-5, `${far}`)
    const [part] = one.transform.filter(({ whole }) => whole)
    t.ok(runner.explain()?.passes.some(({ parts }) => parts[0] === part?.name))
    t.same(errors, [])
  })

t.test('a maximum on webgpu is NaN if an element is', unless, async (t) => {
  await tf.setBackend('webgpu')
  const most = describeWhole({
    name: 'most',
    slots: {},
    hyper: {},
    init: () => null,
    plan: (host) => ({ next: host, plan: { scalars: {} } }),
    leaf: (x, { updates }) => ({ updates: x.sub(updates, x.maxOver(updates, [0])), slots: {} }),
  })
  const { init, stepAsync } = fused(optimizer(most))
  const w = tf.zeros([2, 2])
  const numbers = [1, 2, Number.NaN, -4]
  const grads = () => ({ value: tf.scalar(0), grads: { w: tf.tensor(numbers, [2, 2]) } })
  const iterate = await stepAsync(grads, init({ w }))
  t.same([...(await iterate.params.w.data())], [Number.NaN, 0, Number.NaN, -6])
  disposeIterate(iterate)
  w.dispose()
  t.same(errors, [])
})
