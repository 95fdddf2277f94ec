import type * as tf from '@tensorflow/tfjs-core'
import { namedAux } from './namedAux.js'
import { runKernel } from './runKernel.js'

const inputs = ['x', 'kernel', 'recurrentKernel', 'bias', 'h', 'c']
const outputs = ['hidden', 'cells']

/** Saves the inputs, the states of all steps, and the further outputs of the backend's kernel. */
export const lstm: tf.GradConfig = {
  kernelName: 'LstmSequence',
  inputsToSave: inputs,
  outputsToSave: Array(8).fill(true),
  gradFunc: (dys, saved) => {
    const [dhidden, dcells] = dys as [tf.Tensor, tf.Tensor]
    const names = [...inputs, ...outputs]
    const grads = runKernel<tf.Tensor[]>('LstmSequenceGrad', {
      ...Object.fromEntries(names.map((name, i) => [name, saved[i] as tf.Tensor])),
      ...{ dhidden, dcells },
      ...namedAux(saved.slice(names.length)),
    })
    return Object.fromEntries(inputs.map((name, i) => [name, () => grads[i] as tf.Tensor]))
  },
}
