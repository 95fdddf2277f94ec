import * as tf from '@tensorflow/tfjs-core'
import type { Kernel } from '../../installation/Kernel.js'
import type { Operations } from '../Operations.js'

type Tensors = { readonly [name: string]: tf.Tensor }

const attributesOf = ({ bool, type }: Operations) => [
  type('T', 'float32'),
  bool('use_peephole', false),
]

/** x, the last state, weights, peepholes (unused) and bias: what both operations begin with. */
const given = (inputs: Tensors): tf.Tensor[] => {
  const { x, c, h, kernel, recurrentKernel, bias } = inputs as Tensors & { h: tf.Tensor }
  const peephole = tf.zeros([h.shape[1] as number])
  const weights = tf.concat([kernel, recurrentKernel] as tf.Tensor[], 0)
  return [x, c, h, weights, peephole, peephole, peephole, bias] as tf.Tensor[]
}

/** TensorFlow's whole-sequence operation (gates i, f, g, o): hidden and cell states, and what the gradient needs besides. */
export const lstm = (operations: Operations): Kernel => ({
  name: 'LstmSequence',
  run: ({ inputs }) =>
    tf.tidy(() => {
      const tensors = inputs as Tensors
      const steps = tensors.x?.shape[0] as number
      const attributes = [...attributesOf(operations), operations.float('cell_clip', 0)]
      const [i, cells, f, o, ci, co, hidden] = operations.runWithInt64(
        'BlockLSTMV2',
        attributes,
        steps,
        given(tensors),
        7,
      ) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]
      return [hidden, cells, i, f, o, ci, co]
    }),
})

/** Its gradients by x, kernel, recurrentKernel, bias and the first state. */
export const lstmGrad = (operations: Operations): Kernel => ({
  name: 'LstmSequenceGrad',
  run: ({ inputs }) =>
    tf.tidy(() => {
      const tensors = inputs as Tensors
      const { aux0: i, aux1: f, aux2: o, aux3: ci, aux4: co } = tensors
      const { cells, hidden, dcells, dhidden, kernel, recurrentKernel } = tensors
      const [dx, dc, dh, dweights, , , , dbias] = operations.runWithInt64(
        'BlockLSTMGradV2',
        attributesOf(operations),
        tensors.x?.shape[0] as number,
        [...given(tensors), i, cells, f, o, ci, co, hidden, dcells, dhidden] as tf.Tensor[],
        8,
      ) as tf.Tensor[]
      const [rows, units] = [kernel, recurrentKernel].map((weights) => weights?.shape[0] as number)
      const [dkernel, drecurrent] = tf.split(dweights as tf.Tensor, [rows, units] as number[], 0)
      return [dx, dkernel, drecurrent, dbias, dh, dc] as tf.Tensor[]
    }),
})
