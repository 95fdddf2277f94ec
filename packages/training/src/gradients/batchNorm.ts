import type * as tf from '@tensorflow/tfjs-core'
import { namedAux } from './namedAux.js'
import { run } from './run.js'

/** Saved: x, gamma, then mean and variance, which carry no gradient of their own, and what the backend's kernel answers besides. */
export const batchNorm: tf.GradConfig = {
  kernelName: 'BatchNormTraining',
  inputsToSave: ['x', 'gamma'],
  outputsToSave: [false, ...Array(8).fill(true)],
  gradFunc: (dys, [x, gamma, mean, variance, ...aux], attrs) => {
    const [dy] = dys as [tf.Tensor]
    const [dx, dgamma, dbeta] = run<[tf.Tensor, tf.Tensor, tf.Tensor]>(
      'BatchNormTrainingGrad',
      { dy, x, gamma, mean, variance, ...namedAux(aux) } as { [name: string]: tf.Tensor },
      attrs,
    )
    return { x: () => dx, gamma: () => dgamma, beta: () => dbeta }
  },
}
