import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { batchNorm, enableTraining, softmaxCrossEntropy } from '@momenta/kernels'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { errors, unless } from './onWebgpu.js'

const labels = [0, 2, 1]

/** The gradient of a loss of our operations, with parameters of shaders in `epsilon`. */
const gradientOf = async (epsilon: number): Promise<readonly number[]> => {
  const gradient = tf.tidy(() => {
    const x = tf.tensor2d([1, 4, -2, 0.5, 3, -1, 2, 2, -3], [3, 3])
    const [ones, classes] = [tf.ones<tf.Rank.R1>([3]), tf.tensor1d(labels, 'int32')]
    return tf.grad((logits: tf.Tensor) => {
      const { y } = batchNorm(logits, ones, ones, { epsilon })
      return tf.mean(softmaxCrossEntropy(classes, y as tf.Tensor2D))
    })(x)
  })
  const numbers = [...(await gradient.data())]
  gradient.dispose()
  return numbers
}

t.test(
  'on webgpu steps alike bind nothing anew, and other parameters are other numbers',
  unless,
  async (t) => {
    await tf.setBackend('cpu')
    const epsilons = [1e-3, 0.5, 1e-3]
    const wanted: (readonly number[])[] = []
    for (const epsilon of epsilons) wanted.push(await gradientOf(epsilon))
    await tf.setBackend('webgpu')
    t.teardown(await enableTraining())
    const { prototype } = globalThis.GPUDevice
    const { createBindGroup } = prototype
    let made = 0
    prototype.createBindGroup = function (descriptor) {
      made += 1
      return createBindGroup.call(this, descriptor)
    }
    t.teardown(() => {
      prototype.createBindGroup = createBindGroup
    })
    for (const [i, epsilon] of epsilons.entries()) {
      const found = await gradientOf(epsilon)
      const far = found.map((n, j) => Math.abs(n - (wanted[i]?.[j] as number)))
      // some units of float32 at 1
      t.ok(Math.max(...far) < 1e-6, `${far}`)
      if (i < 2) made = 0
    }
    t.equal(made, 0, 'the third is the first again')
    t.same(errors, [])
  },
)
