import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { chain, describe, optimizer } from '@momenta/core'
import { cloneIterate, disposeIterate, extend, type Iterate, type Oracle } from '@momenta/eager'
import { fused } from '@momenta/fused'
import { sgd } from '@momenta/optimizers'
import { clipByGlobalNorm, ema, scale } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()

type Params = { readonly w: tf.Tensor }
const ones: Oracle<Params> = ({ w }) => ({ value: tf.scalar(0), grads: { w: tf.onesLike(w) } })
const zeros = (): Params => ({ w: tf.zeros([3]) })
const firstOf = ({ params }: Iterate<Params>) => params.w.dataSync()[0]

for (const backend of ['cpu', 'wasm']) {
  t.test(
    `on ${backend} a plan that throws after a measurement does not change the iterate`,
    async (t) => {
      await tf.setBackend(backend)
      let fails = false
      const moody = describe({
        name: 'moody',
        slots: {},
        hyper: {},
        needs: ['updates'],
        init: () => 0,
        plan: (count: number) => {
          if (fails) throw new Error('a schedule of yours')
          return { next: count + 1, plan: { scalars: {} } }
        },
        body: (_, { updates: u }) => ({ updates: u, slots: {} }),
      })
      // ema of ones: .5, .75, .875, .9375, and the parameters are their sums
      const { init, step } = fused(optimizer(chain(ema({ decay: 0.5 }), moody, ema({ decay: 0 }))))
      let iterate = init(zeros())
      const wanted = [0.5, 1.25, 2.125, 3.0625]
      for (const w of wanted) {
        const before = tf.memory().numTensors
        fails = true
        t.throws(() => step(ones, iterate), /a schedule of yours/)
        t.equal(tf.memory().numTensors, before, 'nothing is left')
        fails = false
        iterate = step(ones, iterate)
        t.equal(firstOf(iterate), w)
      }
      disposeIterate(iterate)
    },
  )

  t.test(`on ${backend} a state is stepped from once`, async (t) => {
    await tf.setBackend(backend)
    const { init, step, stepAsync } = fused(sgd({ momentum: 0.5, learningRate: 1 }))
    const first = step(ones, init(zeros()))
    const kept = cloneIterate(first)
    const second = step(ones, first)
    t.throws(() => step(ones, first), /consumed.*cloneIterate/)
    t.throws(() => step(ones, { ...first, params: zeros() }), /consumed.*cloneIterate/)
    await t.rejects(stepAsync(ones, { ...first, params: zeros() }), /consumed.*cloneIterate/)
    t.equal(firstOf(second), -2.5)
    t.equal(firstOf(step(ones, kept)), -2.5)
    t.equal(firstOf(step(ones, second)), -4.25)
    // a state without tensors is numbers alone
    const plain = fused(sgd({ momentum: 0, learningRate: 1 }))
    const start = plain.init(zeros())
    plain.step(ones, start)
    t.equal(firstOf(plain.step(ones, { ...start, params: zeros() })), -1)
  })

  t.test(`on ${backend} nothing else may take the iterate of a step that waits`, async (t) => {
    await tf.setBackend(backend)
    const one = sgd({ momentum: 0.5, learningRate: 1 })
    const { init, step, stepAsync } = fused(one)
    const first = step(ones, init(zeros()))
    const running = stepAsync(ones, first)
    const claimed = /must not be in another step/
    t.throws(() => step(ones, first), claimed)
    t.throws(() => extend(one, first, { ...first.params, b: tf.zeros([1]) }), claimed)
    t.throws(() => disposeIterate(first), claimed)
    await t.rejects(stepAsync(ones, first), claimed)
    t.equal(firstOf(await running), -2.5)
  })

  t.test(`on ${backend} setBackend while a step waits is an error`, async (t) => {
    await tf.setBackend(backend)
    const { init, stepAsync } = fused(
      optimizer(chain(ema({ decay: 0.5 }), clipByGlobalNorm({ max: 100 }), scale({ factor: -1 }))),
    )
    const first = await stepAsync(ones, init(zeros()))
    const running = stepAsync(ones, first)
    const changing = tf.setBackend(backend === 'cpu' ? 'wasm' : 'cpu')
    await t.rejects(running, /stepAsync: the backend must stay/)
    await changing
    await tf.setBackend(backend)
    t.equal(firstOf(await stepAsync(ones, first)), -1.25)
  })
}
