import { loadTensorflow } from '@momenta/tensorflow'
import { adam, adamCM, enableTraining, tfOptimizer, withSAM } from '@momenta/tfjs'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { convolutional, difference, fit, images, useBackend } from './models.js'

await useBackend('cpu')
const loaded = await loadTensorflow()
const unless = loaded.ok ? {} : { skip: loaded.message }
if (loaded.ok) {
  await tf.setBackend('tensorflow')
  await enableTraining()
}

const trained = async (optimizer: tf.Optimizer) => {
  const model = convolutional()
  const [loss, metrics] = ['categoricalCrossentropy', ['accuracy']]
  model.compile({ optimizer, loss, metrics })
  const data = images()
  const losses = await fit(model, data, 3)
  const before = tf.memory().numTensors
  losses.concat(await fit(model, data, 2))
  return { losses, grown: tf.memory().numTensors - before, model }
}

t.test('on tensorflow fit trains as with tf.train.adam', unless, async (t) => {
  const ours = await trained(tfOptimizer(adam({ learningRate: 0.01, eps: 1e-7 })))
  const theirs = await trained(tf.train.adam(0.01, 0.9, 0.999, 1e-7))
  // the float32 rounding of β₂ᵗ, see adam.test.ts
  t.ok(difference(ours.losses, theirs.losses) < 3e-4, `${ours.losses} ${theirs.losses}`)
  t.equal(ours.grown, 0)
})

t.test('on tensorflow a model with SAM and a buffer trains, and is saved', unless, async (t) => {
  const optimizer = tfOptimizer(withSAM(adamCM({ learningRate: 0.01 }), { rho: 0.05 }))
  const { losses, grown, model } = await trained(optimizer)
  t.ok((losses.at(-1) as number) < (losses[0] as number))
  t.equal(grown, 0)
  const weights = await optimizer.getWeights()
  await optimizer.setWeights(weights)
  await fit(model, images(), 1)
})
