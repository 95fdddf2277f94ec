import * as tf from '@tensorflow/tfjs-core'
import { hasKernel } from './hasKernel.js'
import { runKernel } from './runKernel.js'

const slopeOf = (x: tf.Tensor) => tf.cast(tf.step(x), 'float32')

/** The gradient of relu: one kernel where the backend has it, else as TensorFlow.js composes it. */
export const relu: tf.GradConfig = {
  kernelName: 'Relu',
  inputsToSave: ['x'],
  gradFunc: (dys, saved) => {
    const [dy, x] = [dys, ...saved] as [tf.Tensor, tf.Tensor]
    return {
      x: () => (hasKernel('ReluGrad') ? runKernel('ReluGrad', { dy, x }) : tf.mul(dy, slopeOf(x))),
    }
  },
}

/** The gradient of that gradient, so that relu can be differentiated again. */
export const reluGrad: tf.GradConfig = {
  kernelName: 'ReluGrad',
  inputsToSave: ['x'],
  gradFunc: (ddxs, saved) => {
    const [ddx, x] = [ddxs, ...saved] as [tf.Tensor, tf.Tensor]
    return { dy: () => tf.mul(ddx, slopeOf(x)), x: () => tf.zerosLike(x) }
  },
}
