import type * as tf from '@tensorflow/tfjs-core'
import { namedAux } from './namedAux.js'
import { runKernel } from './runKernel.js'

type Saved = [
  x: tf.Tensor,
  gamma: tf.Tensor,
  mean: tf.Tensor,
  variance: tf.Tensor,
  ...aux: tf.Tensor[],
]

/**
 * Saves x, gamma, mean and variance (no gradient flows through these two), and the further outputs
 * of the backend's kernel.
 */
export const batchNorm: tf.GradConfig = {
  kernelName: 'BatchNormTraining',
  inputsToSave: ['x', 'gamma'],
  outputsToSave: [false, ...Array(8).fill(true)],
  gradFunc: (dys, saved, attrs) => {
    const [x, gamma, mean, variance, ...aux] = saved as Saved
    const [dy] = dys as [tf.Tensor]
    const [dx, dgamma, dbeta] = runKernel<[tf.Tensor, tf.Tensor, tf.Tensor]>(
      'BatchNormTrainingGrad',
      { dy, x, gamma, mean, variance, ...namedAux(aux) },
      attrs,
    )
    return { x: () => dx, gamma: () => dgamma, beta: () => dbeta }
  },
}
