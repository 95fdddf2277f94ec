import * as tf from '@tensorflow/tfjs-core'
import { namedAux } from './namedAux.js'
import { run } from './run.js'

/** Saved: labels, logits, then the losses and what the backend's kernel answers besides. */
export const crossEntropy: tf.GradConfig = {
  kernelName: 'SparseSoftmaxCrossEntropy',
  inputsToSave: ['labels', 'logits'],
  outputsToSave: Array(8).fill(true),
  gradFunc: (dys, [labels, logits, loss, ...aux]) => ({
    labels: () => tf.zeros((labels as tf.Tensor).shape),
    logits: () => {
      const [dy] = Array.isArray(dys) ? dys : [dys]
      return run('SparseSoftmaxCrossEntropyGrad', {
        ...{ dy, labels, logits, loss },
        ...namedAux(aux),
      } as { [name: string]: tf.Tensor })
    },
  }),
}
