import * as tf from '@tensorflow/tfjs-core'
import { run } from './run.js'

/** Saved: labels, logits, then the losses, from which the sum of the exponentials follows. */
export const crossEntropy: tf.GradConfig = {
  kernelName: 'SparseSoftmaxCrossEntropy',
  inputsToSave: ['labels', 'logits'],
  outputsToSave: [true],
  gradFunc: (dy, [labels, logits, loss]) => ({
    labels: () => tf.zeros((labels as tf.Tensor).shape),
    logits: () =>
      run('SparseSoftmaxCrossEntropyGrad', { dy, labels, logits, loss } as {
        [name: string]: tf.Tensor
      }),
  }),
}
