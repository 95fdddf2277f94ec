import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { composed, enableTraining, softmaxCrossEntropy } from '@momenta/kernels'
import { loadTensorflow } from '@momenta/tensorflow'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { isNear, maskedLogits } from './maskedLogits.js'

tf.enableProdMode()
await tf.setBackend('cpu')
const loaded = await loadTensorflow()
const backends = ['cpu', 'wasm', ...(loaded.ok ? ['tensorflow'] : [])]
const operations = { kernel: softmaxCrossEntropy, composed: composed.softmaxCrossEntropy }

t.test('a class with the logit -Infinity is masked: it has no share and gradient 0', async (t) => {
  for (const backend of backends)
    for (const enabled of [false, true]) {
      await tf.setBackend(backend)
      const disable = enabled ? await enableTraining() : () => {}
      for (const [name, entropy] of Object.entries(operations))
        for (const { label, logits, loss, gradient } of maskedLogits) {
          const of = (z: tf.Tensor) => tf.sum(entropy(tf.tensor1d([label], 'int32'), z))
          const { value, grad } = tf.valueAndGrad(of)(tf.tensor2d([[...logits]]))
          const found = [...value.dataSync(), ...grad.dataSync()]
          t.ok(
            [loss, ...gradient].every((wanted, i) => isNear(found[i] as number, wanted)),
            `${name}, ${backend}${enabled ? ' enabled' : ''}, ${logits}: ${found}`,
          )
        }
      disable()
    }
})

t.test('outside of tf.tidy only the losses are left', async (t) => {
  for (const backend of backends) {
    await tf.setBackend(backend)
    const disable = await enableTraining()
    const [labels, logits] = [tf.tensor1d([0], 'int32'), tf.zeros([1, 3])]
    const before = tf.memory().numTensors
    softmaxCrossEntropy(labels, logits)
    t.equal(tf.memory().numTensors, before + 1, backend)
    disable()
  }
})
