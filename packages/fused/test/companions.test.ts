import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { chain as chainOf, describe, describeWhole, optimizer, type Transform } from '@momenta/core'
import { disposeIterate, eager } from '@momenta/eager'
import { hutchinson } from '@momenta/estimators'
import { float64 } from '@momenta/float64'
import { fused } from '@momenta/fused'
import { scaleByLearningRate } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

/** Moves against an average of the Hessian; keeps the last Hessian itself as a slot. */
const chain: Transform = describe({
  name: 'average',
  slots: { h: 'zeros', last: 'zeros' },
  hyper: {},
  companions: ['hessian'],
  init: () => null,
  plan: (host, { more }) => ({ next: host, plan: { scalars: { b: 0.75, rate: -0.01 }, more } }),
  body: (x, { slots, scalars: k, more: { hessian } }) => {
    const h =
      hessian === undefined
        ? slots.h
        : x.add(x.mul(k.b, slots.h), x.mul(x.sub(x.of(1), k.b), hessian))
    return { updates: x.mul(k.rate, h), slots: { h, last: hessian ?? slots.last } }
  },
})
const one = optimizer(chain, hutchinson({ every: 2, radius: 0.01 }))

/** Before it a part with whole leaves, which adds a little of the Hessian to the gradient. */
const whole: Transform = describeWhole({
  name: 'whole',
  slots: { last: 'zeros' },
  hyper: {},
  companions: ['hessian'],
  init: () => null,
  plan: (host, { more }) => ({ next: host, plan: { scalars: {}, more } }),
  leaf: (x, { updates: u, slots, more: { hessian } }) => {
    const last = hessian ?? slots.last
    return { updates: x.add(u, x.mul(x.of(0.01), last)), slots: { last } }
  },
})
const both = optimizer(
  chainOf(whole, scaleByLearningRate({ learningRate: 0.01 })),
  hutchinson({ every: 2, radius: 0.01 }),
)

const oracle = ({ w }: { readonly w: tf.Tensor }) => ({
  value: tf.scalar(0),
  grads: {
    w: tf.mul(tf.mul(w, w), [
      [1, -2, 3],
      [0.5, 0, 2],
    ]),
  },
})

const run = (runner: Pick<ReturnType<typeof eager>, 'init' | 'step'>, steps: number) => {
  const w: tf.Tensor = tf.tensor2d([
    [1, -0.5, 2],
    [0.25, 1, -1],
  ])
  let iterate = runner.init({ w })
  w.dispose()
  for (let i = 0; i < steps; i++) iterate = runner.step(oracle, iterate)
  const numbers = [
    iterate.params.w,
    ...['h', 'last'].map((slot) => iterate.state.parts[0]?.slots[slot]?.w),
  ].map((leaf) => Array.from(leaf?.dataSync() ?? []))
  disposeIterate(iterate)
  return numbers
}

for (const backend of ['cpu', 'wasm'])
  t.test(
    `companions: fused and eager agree bit for bit on ${backend}, and nothing leaks`,
    async (t) => {
      await tf.setBackend(backend)
      const before = tf.memory().numTensors
      for (const steps of [1, 2, 5]) {
        t.same(run(fused(one), steps), run(eager(one), steps))
        t.same(run(fused(both), steps), run(eager(both), steps))
      }
      t.equal(tf.memory().numTensors, before)
      const exact = float64(one)
      let iterate = exact.init({ w: Float64Array.of(1, -0.5, 2, 0.25, 1, -1) })
      const factors = [1, -2, 3, 0.5, 0, 2]
      for (let i = 0; i < 5; i++)
        iterate = exact.step(
          ({ w }) => ({ value: 0, grads: { w: w.map((n, j) => (factors[j] as number) * n * n) } }),
          iterate,
        )
      const [w = []] = run(fused(one), 5)
      // differences of size 0.02 of float32 gradients of size 10, times the rate, five times
      t.ok(
        w.every((n, i) => Math.abs(n - (iterate.params.w[i] as number)) < 1e-4),
        `${w}`,
      )
    },
  )

t.test('a step that fails after the estimate leaks nothing', async (t) => {
  await tf.setBackend('cpu')
  const failing: Transform = describe({
    name: 'failing',
    slots: {},
    hyper: {},
    companions: ['hessian'],
    init: () => null,
    plan: () => ({ next: null, plan: { scalars: { rate: Number.NaN } } }),
    body: (_, { scalars: k }) => ({ updates: k.rate, slots: {} }),
  })
  for (const make of [eager, fused]) {
    const { init, step } = make(optimizer(failing, hutchinson()))
    const w: tf.Tensor = tf.zeros([2, 3])
    const iterate = init({ w })
    const { numTensors } = tf.memory()
    t.throws(() => step(oracle, iterate), /^step: part 0 \(failing\)/)
    t.equal(tf.memory().numTensors, numTensors)
    tf.dispose(w)
    disposeIterate(iterate)
  }
})
