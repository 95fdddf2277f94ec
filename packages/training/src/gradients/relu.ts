import * as tf from '@tensorflow/tfjs-core'
import { hasKernel } from './hasKernel.js'
import { run } from './run.js'

const slope = (x: tf.Tensor) => tf.cast(tf.step(x), 'float32')

/** The gradient of relu in one kernel where the backend has it, as TensorFlow.js composes it elsewhere. */
export const relu: tf.GradConfig = {
  kernelName: 'Relu',
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({
    x: () =>
      hasKernel('ReluGrad')
        ? run('ReluGrad', { dy: dy as tf.Tensor, x: x as tf.Tensor })
        : tf.mul(dy as tf.Tensor, slope(x as tf.Tensor)),
  }),
}

/** The gradient of that gradient, so that relu can be differentiated again. */
export const reluGrad: tf.GradConfig = {
  kernelName: 'ReluGrad',
  inputsToSave: ['x'],
  gradFunc: (ddx, [x]) => ({
    dy: () => tf.mul(ddx as tf.Tensor, slope(x as tf.Tensor)),
    x: () => tf.zerosLike(x as tf.Tensor),
  }),
}
