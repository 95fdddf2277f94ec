import * as tf from '@tensorflow/tfjs-core'
import { namedAux } from './namedAux.js'
import { runKernel } from './runKernel.js'

type Saved = [labels: tf.Tensor, logits: tf.Tensor, loss: tf.Tensor, ...aux: tf.Tensor[]]

/** Saves labels, logits, the losses, and the further outputs of the backend's kernel. */
export const crossEntropy: tf.GradConfig = {
  kernelName: 'SparseSoftmaxCrossEntropy',
  inputsToSave: ['labels', 'logits'],
  outputsToSave: Array(8).fill(true),
  gradFunc: (dys, saved, attrs) => {
    const [labels, logits, loss, ...aux] = saved as Saved
    const [dy] = [dys].flat() as [tf.Tensor]
    return {
      labels: () => tf.zeros(labels.shape),
      logits: () =>
        runKernel(
          'SparseSoftmaxCrossEntropyGrad',
          { dy, labels, logits, loss, ...namedAux(aux) },
          attrs,
        ),
    }
  },
}
