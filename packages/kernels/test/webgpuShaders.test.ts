import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { oracleOf } from '@momenta/eager'
import { fused } from '@momenta/fused'
import { enableTraining, softmaxCrossEntropy } from '@momenta/kernels'
import { adam } from '@momenta/optimizers'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { unless } from './onWebgpu.js'

const rejected =
  /^enableTraining: the WebGPU device must accept the shaders of its kernels, got [^\n]+; undo enableTraining, or take another backend$/

/** Makes a fault of all shaders from now on; returns a function that undoes it. */
const makeFaults = (): (() => void) => {
  const { prototype } = globalThis.GPUDevice
  const { createShaderModule } = prototype
  prototype.createShaderModule = function ({ code, ...rest }) {
    return createShaderModule.call(this, { ...rest, code: `${code}\nfn` })
  }
  return () => {
    prototype.createShaderModule = createShaderModule
  }
}

const labels = [0, 2, 1]

const lossOf = ({ w }: { readonly w: tf.Tensor2D }): tf.Scalar =>
  tf.mean<tf.Scalar>(softmaxCrossEntropy(tf.tensor1d(labels, 'int32'), w))

t.test('a step with a kernel that the device rejects changes no iterate', unless, async (t) => {
  await tf.setBackend('webgpu')
  t.teardown(await enableTraining())
  const { init, stepAsync } = fused(adam({ learningRate: 0.1 }))
  const oracle = oracleOf(lossOf)
  const first = { w: tf.tensor2d([1, 4, -2, 0.5, 3, -1, 2, 2, -3], [3, 3]) }
  // all that a step needs but the kernels of the loss
  const warm = oracleOf(({ w }: typeof first) => tf.mean<tf.Scalar>(w))
  await stepAsync(warm, init(first))
  const iterate = init(first)
  const restore = makeFaults()
  t.teardown(restore)
  await t.rejects(stepAsync(oracle, iterate), { message: rejected })
  t.same(await iterate.params.w.data(), await first.w.data())
  restore()
  t.throws(() => lossOf(first), { message: rejected }, 'and later calls throw')
  const next = await stepAsync(warm, iterate)
  t.equal(next.state.step, 1, 'the iterate can go on without it')
})
