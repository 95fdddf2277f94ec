import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { chain, memoriesOf, optimizer, remember } from '@momenta/core'
import { cloneIterate, disposeIterate, eager, type Iterate, oracleOf } from '@momenta/eager'
import {
  clipByValue,
  ema,
  lookahead,
  scaleByAdam,
  scaleByLearningRate,
  scaleBySign,
} from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()
await tf.setBackend('cpu')

t.test('a leaf of size 0 keeps its shape in parameters, slots and memories', async (t) => {
  const subject = optimizer(
    chain(
      clipByValue(),
      ema(),
      remember({ capacity: 2 }),
      scaleByAdam({ amsgrad: true }),
      scaleBySign(),
      scaleByLearningRate(),
      lookahead({ period: 2 }),
    ),
  )
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend)
    const given = {
      z: tf.tensor1d([]),
      m: tf.zeros([2, 0, 3]),
      s: tf.scalar(2),
      y: tf.tensor1d([1, 2]),
    }
    const { init, step } = eager(subject)
    let iterate = init(given)
    for (let i = 0; i < 4; i++)
      iterate = step(
        (p) => ({
          value: tf.scalar(0),
          grads: {
            z: tf.zerosLike(p.z),
            m: tf.zerosLike(p.m),
            s: tf.scalar(1),
            y: tf.tensor1d([1, -3]),
          } as unknown as typeof given,
        }),
        iterate,
      )
    const shapes = { z: [0], m: [2, 0, 3], s: [], y: [2] }
    for (const [name, shape] of Object.entries(shapes)) {
      t.same(iterate.params[name as 'z'].shape, shape, `${backend}: ${name}`)
      for (const { slots, buffers } of iterate.state.parts) {
        for (const slot of Object.values(slots)) t.same(slot[name]?.shape, shape)
        for (const entry of buffers[name] ?? []) t.same(entry.shape, shape)
      }
    }
    t.equal(memoriesOf(subject.transform, iterate.state)[0]?.entries.length, 2)
    disposeIterate(iterate)
    tf.dispose(Object.values(given))
  }
  await tf.setBackend('cpu')
})

t.test('leaves may have the names of members of Object', async (t) => {
  const names = ['constructor', 'toString', 'valueOf', '__proto__', 'hasOwnProperty']
  const tree = (of: (i: number) => tf.Tensor): Record<string, tf.Tensor> =>
    names.reduce((record, name, i) => {
      Object.defineProperty(record, name, {
        value: of(i),
        enumerable: true,
        writable: true,
        configurable: true,
      })
      return record
    }, {})
  const subject = optimizer(
    chain(ema({ decay: 0.5 }), remember({ capacity: 2 }), scaleByLearningRate({ learningRate: 1 })),
  )
  const { init, step } = eager(subject)
  const given = tree((i) => tf.scalar(i))
  let iterate: Iterate<Record<string, tf.Tensor>> = init(given)
  const plain = { w: tf.scalar(4) }
  let one: Iterate<{ w: tf.Tensor }> = init(plain)
  for (let i = 0; i < 3; i++) {
    iterate = step(() => ({ value: tf.scalar(0), grads: tree(() => tf.scalar(1)) }), iterate)
    one = step(() => ({ value: tf.scalar(0), grads: { w: tf.scalar(1) } }), one)
  }
  const moved = (one.params.w.dataSync()[0] as number) - 4
  const copy = cloneIterate(iterate)
  for (const [i, name] of names.entries()) {
    t.ok(Object.hasOwn(copy.params, name))
    t.equal(copy.params[name]?.dataSync()[0], i + moved, name)
  }
  for (const each of [iterate, copy, one]) disposeIterate(each)
  tf.dispose([...Object.keys(given).map((name) => given[name] as tf.Tensor), plain.w])
})

t.test('a step works on 20,000 leaves', async (t) => {
  const { init, step } = eager(optimizer(scaleByLearningRate({ learningRate: 1 })))
  const given = Array.from({ length: 20_000 }, () => tf.scalar(3))
  const oracle = oracleOf((list: tf.Scalar[]) => tf.square(list[19_999] as tf.Scalar) as tf.Scalar)
  const next = step(oracle, init(given))
  t.equal(next.params[19_999]?.dataSync()[0], -3)
  t.equal(next.params[0]?.dataSync()[0], 3)
  disposeIterate(next)
  tf.dispose(given)
})
