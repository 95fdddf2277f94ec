import * as tf from '@tensorflow/tfjs-core'
import { namedAux } from './namedAux.js'
import { runKernel } from './runKernel.js'

type Saved = [labels: tf.Tensor, logits: tf.Tensor, ...aux: tf.Tensor[]]

/** Saves labels, logits, and the outputs of the backend's kernel besides the losses. */
export const crossEntropy: tf.GradConfig = {
  kernelName: 'SparseSoftmaxCrossEntropy',
  inputsToSave: ['labels', 'logits'],
  outputsToSave: [false, ...Array(7).fill(true)],
  gradFunc: (dys, saved, attrs) => {
    const [labels, logits, ...aux] = saved as Saved
    const [dy] = [dys].flat() as [tf.Tensor]
    return {
      labels: () => tf.zeros(labels.shape),
      logits: () =>
        runKernel('SparseSoftmaxCrossEntropyGrad', { dy, labels, logits, ...namedAux(aux) }, attrs),
    }
  },
}
