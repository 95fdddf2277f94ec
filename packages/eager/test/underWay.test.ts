import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { chain, optimizer } from '@momenta/core'
import { cloneIterate, disposeIterate, eager, oracleOf, save } from '@momenta/eager'
import { clipByGlobalNorm, ema, scaleByLearningRate } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()
await tf.setBackend('cpu')

type W = { readonly w: tf.Tensor }
const subject = optimizer(
  chain(clipByGlobalNorm(), ema(), scaleByLearningRate({ learningRate: 0.1 })),
)
const oracle = oracleOf(({ w }: W) => tf.sum(tf.square(w)) as tf.Scalar)

t.test(
  'an iterate in a stepAsync cannot be in another step; the first is unaffected',
  async (t) => {
    const { init, step, stepAsync } = eager(subject)
    const w = tf.tensor1d([1, 2])
    const alone = step(oracle, init({ w }))
    const iterate = init({ w })
    const kept = cloneIterate(iterate)
    const before = tf.memory().numTensors
    const first = stepAsync(oracle, iterate)
    const started = tf.memory().numTensors
    const told = { name: 'TypeError', message: /^step: the iterate must not be in another step/ }
    await t.rejects(stepAsync(oracle, iterate), told)
    t.equal((await first.then((next) => next)).params.w.isDisposed, false)
    t.ok(started >= before)
    const again = stepAsync(oracle, kept)
    t.throws(() => step(oracle, kept), told)
    t.throws(() => step(oracle, { ...kept }), told)
    t.throws(() => disposeIterate(kept), {
      name: 'TypeError',
      message: /^disposeIterate: the iterate must not be in another step/,
    })
    const [a, b] = [await first, await again]
    t.same([...a.params.w.dataSync()], [...alone.params.w.dataSync()])
    t.same([...b.params.w.dataSync()], [...alone.params.w.dataSync()])
    for (const one of [alone, a, b]) disposeIterate(one)
    w.dispose()
  },
)

t.test('after a failed stepAsync the iterate can be stepped again', async (t) => {
  const { init, stepAsync } = eager(subject)
  const w = tf.tensor1d([1, 2])
  const iterate = init({ w })
  const before = tf.memory().numTensors
  const failing = oracleOf((): tf.Scalar => {
    throw new Error('no')
  })
  await t.rejects(stepAsync(failing as never, iterate), { message: 'no' })
  await t.rejects(stepAsync((() => 3) as never, iterate), { message: /got the number 3/ })
  t.equal(tf.memory().numTensors, before)
  disposeIterate(await stepAsync(oracle, iterate))
  w.dispose()
})

t.test('a consumed iterate can be neither cloned nor saved, and no tensor leaks', async (t) => {
  const { init, step } = eager(subject)
  const w = tf.tensor1d([1, 2])
  const first = init({ w })
  const second = step(oracle, first)
  const before = tf.memory().numTensors
  const says = (who: string) => ({
    name: 'TypeError',
    message: `${who}: the iterate must hold its tensors, got one that a step consumed or that was disposed; clone it first with cloneIterate`,
  })
  t.throws(() => cloneIterate(first), says('cloneIterate'))
  await t.rejects(save(first), says('save'))
  t.throws(() => step(oracle, first), says('step'))
  t.equal(tf.memory().numTensors, before)
  disposeIterate(second)
  t.doesNotThrow(() => disposeIterate(second), 'twice is once')
  w.dispose()
})
