import * as tf from '@tensorflow/tfjs-core'
import { hasKernel } from '../gradients/hasKernel.js'
import { runKernel } from '../gradients/runKernel.js'
import { checkFields, checkShape, checkTensor } from './checkShape.js'
import { lstm as composed } from './composed/lstm.js'
import type { LstmSequence, LstmState } from './LstmSequence.js'
import type { LstmWeights } from './LstmWeights.js'

const checkShapes = (weights: LstmWeights, x: tf.Tensor3D, state: LstmState) => {
  checkFields('lstm', 'weights', weights)
  checkFields('lstm', 'state', state)
  const { kernel, recurrentKernel, bias } = weights
  checkTensor('lstm', 'x', x)
  checkTensor('lstm', 'recurrentKernel', recurrentKernel)
  if (x.rank !== 3)
    throw new RangeError(`lstm: x must have the shape [steps, batch, inputs], got [${x.shape}]`)
  const [, batch, inputs] = x.shape
  const units = recurrentKernel.shape[0]
  checkShape('lstm', 'kernel', kernel, [inputs, 4 * units])
  checkShape('lstm', 'recurrentKernel', recurrentKernel, [units, 4 * units])
  checkShape('lstm', 'bias', bias, [4 * units])
  checkShape('lstm', 'state.h', state.h, [batch, units])
  checkShape('lstm', 'state.c', state.c, [batch, units])
}

const lastOf = (states: tf.Tensor3D): tf.Tensor2D => {
  const [steps, batch, units] = states.shape
  return tf.reshape(tf.slice(states, [steps - 1, 0, 0], [1, batch, units]), [batch, units])
}

/**
 * An LSTM layer over a sequence, time first: (i, f, g, o) = x_t W + h_{t−1} U + b, c_t = σ(f)
 * c_{t−1} + σ(i) tanh g, h_t = σ(o) tanh c_t.
 *
 * One kernel for each direction and the whole sequence if {@link enableTraining} has registered
 * them, else composed of TensorFlow.js's operations. Memory: h, c and four gates for each unit and
 * step. Gradients also flow into the initial state; detach it for truncated backpropagation. A
 * sequence of no steps returns the initial state.
 *
 * @param weights see {@link LstmWeights}.
 * @param x [steps, batch, inputs].
 * @param state the initial state.
 *
 * @throws TypeError if an argument is no tensor, RangeError if a shape does not match, by name.
 *
 * Source: Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000; no peepholes.
 *
 * @example
 * import { lstm } from '@momenta/kernels'
 * import '@tensorflow/tfjs-backend-cpu'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const weights = { kernel: tf.ones<tf.Rank.R2>([1, 4]), recurrentKernel: tf.ones<tf.Rank.R2>([1, 4]), bias: tf.zeros<tf.Rank.R1>([4]) }
 * const { outputs, state } = lstm(weights, tf.ones([2, 1, 1]), { h: tf.zeros<tf.Rank.R2>([1, 1]), c: tf.zeros<tf.Rank.R2>([1, 1]) })
 * outputs.dataSync() // => [0.3696064, 0.6505352]
 * state.c.dataSync() // => [1.1444461]
 */
export const lstm = (weights: LstmWeights, x: tf.Tensor3D, state: LstmState): LstmSequence => {
  checkShapes(weights, x, state)
  if (x.size === 0 || state.h.size === 0 || !hasKernel('LstmSequence'))
    return composed(weights, x, state)
  return tf.tidy(() => {
    const { kernel, recurrentKernel, bias } = weights
    const { h, c } = state
    const [outputs, cells] = runKernel<[tf.Tensor3D, tf.Tensor3D]>('LstmSequence', {
      ...{ x, kernel, recurrentKernel, bias, h, c },
    })
    return { outputs, state: { h: lastOf(outputs), c: lastOf(cells) } }
  })
}
