import type * as tf from '@tensorflow/tfjs-core'
import { namedAux } from './namedAux.js'
import { run } from './run.js'

const inputs = ['x', 'kernel', 'recurrentKernel', 'bias', 'h', 'c'] as const

/** Saved: the inputs, the states of all steps, and what the backend's kernel answers besides. */
export const lstm: tf.GradConfig = {
  kernelName: 'LstmSequence',
  inputsToSave: [...inputs],
  outputsToSave: Array(8).fill(true),
  gradFunc: (dys, saved) => {
    const [dhidden, dcells] = dys as tf.Tensor[]
    const [x, kernel, recurrentKernel, bias, h, c, hidden, cells, ...aux] = saved
    const grads = run<tf.Tensor[]>('LstmSequenceGrad', {
      ...{ x, kernel, recurrentKernel, bias, h, c, hidden, cells, dhidden, dcells },
      ...namedAux(aux),
    } as { [name: string]: tf.Tensor })
    return Object.fromEntries(inputs.map((name, i) => [name, () => grads[i] as tf.Tensor]))
  },
}
