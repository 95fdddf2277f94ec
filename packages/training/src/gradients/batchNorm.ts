import type * as tf from '@tensorflow/tfjs-core'
import { run } from './run.js'

/** Saved: x, gamma, then mean and variance. Those two carry no gradient of their own. */
export const batchNorm: tf.GradConfig = {
  kernelName: 'BatchNormTraining',
  inputsToSave: ['x', 'gamma'],
  outputsToSave: [false, true, true],
  gradFunc: (dys, [x, gamma, mean, variance], attrs) => {
    const [dy] = dys as [tf.Tensor]
    const [dx, dgamma, dbeta] = run<[tf.Tensor, tf.Tensor, tf.Tensor]>(
      'BatchNormTrainingGrad',
      { dy, x, gamma, mean, variance } as { [name: string]: tf.Tensor },
      attrs,
    )
    return { x: () => dx, gamma: () => dgamma, beta: () => dbeta }
  },
}
