import '@tensorflow/tfjs-backend-cpu'
import { adam, adamCM, fused, oracleOfVariables, tfOptimizer, withSAM } from '@momenta/tfjs'
import { startWebgpu } from '@momenta/webgpu'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { difference, fit, linear, points } from './models.js'

const started = await startWebgpu({ report: () => {} })
/** Without WebGPU its tests are skipped, with the reason. */
const unless = started.ok ? {} : { skip: started.message }
if (started.ok) {
  t.teardown(started.stop)
  await tf.setBackend('cpu')
}

t.test('on webgpu fit trains as with tf.train.adam, and with SAM', unless, async (t) => {
  await tf.setBackend('webgpu')
  const trained = async (optimizer: tf.Optimizer) => {
    const model = linear()
    model.compile({ optimizer, loss: 'meanSquaredError' })
    await fit(model, points(), 2)
    const before = tf.memory().numTensors
    const data = points()
    const losses = await fit(model, data, 2)
    tf.dispose([data.x, data.y])
    t.equal(tf.memory().numTensors, before)
    return losses
  }
  const theirs = await trained(tf.train.adam(0.05, 0.9, 0.999, 1e-7))
  const ours = await trained(tfOptimizer(adam({ learningRate: 0.05, eps: 1e-7 })))
  // β₂ᵗ in float32, see adam.test.ts
  t.ok(difference(ours, theirs) < 3e-4, `${ours} ${theirs}`)
  await trained(tfOptimizer(withSAM(adam({ learningRate: 0.05 }), { rho: 0.05 })))
})

t.test('on webgpu an optimizer that reads norms says what to do', unless, async (t) => {
  await tf.setBackend('webgpu')
  const w = tf.variable(tf.tensor1d([3, -2]))
  const loss = (): tf.Scalar => tf.sum(tf.square(w))
  t.throws(() => tfOptimizer(adamCM()).minimize(loss, [w]), {
    message: /^minimize: the optimizer must not read norms on webgpu.*got one with remember; train/,
  })
  const { init, stepAsync } = fused(adamCM({ learningRate: 0.1 }))
  const oracle = oracleOfVariables(loss, { w })
  let iterate = init({ w })
  for (let i = 0; i < 3; i++) iterate = await stepAsync(oracle, iterate)
  const [first] = await iterate.params.w.data()
  t.ok((first as number) < 3)
})
