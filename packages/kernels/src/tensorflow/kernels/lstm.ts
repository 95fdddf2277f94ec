import * as tf from '@tensorflow/tfjs-core'
import type { Inputs, Kernel } from '../../installation/Kernel.js'
import type { LstmGradInputs, LstmInputs } from '../../operations/LstmInputs.js'
import type { Operations } from '../Operations.js'

type GradInputs = LstmGradInputs<tf.Tensor> & Inputs<'aux1' | 'aux2' | 'aux3' | 'aux4', tf.Tensor>

const attributesOf = ({ bool, type }: Operations) => [
  type('T', 'float32'),
  bool('use_peephole', false),
]

/** The inputs that both operations have in common; the peepholes are unused. */
const commonInputs = (inputs: LstmInputs<tf.Tensor>): readonly tf.Tensor[] => {
  const { x, c, h, kernel, recurrentKernel, bias } = inputs
  const peephole = tf.zeros([h.shape[1] as number])
  const weights = tf.concat([kernel, recurrentKernel], 0)
  return [x, c, h, weights, peephole, peephole, peephole, bias]
}

/**
 * TensorFlow's operation for a whole sequence (gates i, f, g, o): hidden and cell states, and the
 * further inputs of the gradient.
 */
export const lstm = (operations: Operations): Kernel<LstmInputs<tf.Tensor>> => ({
  name: 'LstmSequence',
  run: ({ inputs }) =>
    tf.tidy(() => {
      const [i, cells, f, o, ci, co, hidden] = operations.runWithInt64(
        'BlockLSTMV2',
        [...attributesOf(operations), operations.float('cell_clip', 0)],
        inputs.x.shape[0] as number,
        commonInputs(inputs),
        7,
      ) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]
      return [hidden, cells, i, f, o, ci, co]
    }),
})

/** The gradients with respect to x, kernel, recurrentKernel, bias and the initial state. */
export const lstmGrad = (operations: Operations): Kernel<GradInputs> => ({
  name: 'LstmSequenceGrad',
  run: ({ inputs }) =>
    tf.tidy(() => {
      const { aux0: i, aux1: f, aux2: o, aux3: ci, aux4: co, x } = inputs
      const { cells, hidden, dcells, dhidden, kernel, recurrentKernel } = inputs
      const [dx, dc, dh, dweights, , , , dbias] = operations.runWithInt64(
        'BlockLSTMGradV2',
        attributesOf(operations),
        x.shape[0] as number,
        [...commonInputs(inputs), i, cells, f, o, ci, co, hidden, dcells, dhidden],
        8,
      ) as tf.Tensor[]
      const rows = [kernel, recurrentKernel].map(({ shape }) => shape[0] as number)
      const [dkernel, drecurrent] = tf.split(dweights as tf.Tensor, rows, 0)
      return [dx, dkernel, drecurrent, dbias, dh, dc] as tf.Tensor[]
    }),
})
