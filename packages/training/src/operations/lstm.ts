import * as tf from '@tensorflow/tfjs-core'
import { hasKernel } from '../gradients/hasKernel.js'
import { run } from '../gradients/run.js'
import { lstm as composed } from './composed/lstm.js'
import { expectShape } from './expectShape.js'

/**
 * The weights of an LSTM layer; the columns of the kernels are the gates i, f, g, o, as in Keras and
 * PyTorch (whose two biases are added up here).
 */
export interface LstmWeights {
  /** [inputs, 4 units] */
  readonly kernel: tf.Tensor2D
  /** [units, 4 units] */
  readonly recurrentKernel: tf.Tensor2D
  /** [4 units] */
  readonly bias: tf.Tensor1D
}

/** The state that is carried from step to step, and from one piece of a sequence to the next. */
export interface LstmState {
  /** [batch, units] */
  readonly h: tf.Tensor2D
  /** [batch, units] */
  readonly c: tf.Tensor2D
}

/** What {@link lstm} returns. */
export interface LstmSequence {
  /** h of every step, [steps, batch, units]. */
  readonly outputs: tf.Tensor3D
  /** The last state. */
  readonly state: LstmState
}

const expectShapes = (
  { kernel, recurrentKernel, bias }: LstmWeights,
  x: tf.Tensor3D,
  state: LstmState,
) => {
  if (x.rank !== 3)
    throw new RangeError(`lstm: x must have the shape [steps, batch, inputs], got [${x.shape}]`)
  const [, batch, inputs] = x.shape
  const units = recurrentKernel.shape[0]
  expectShape('lstm', 'kernel', kernel, [inputs, 4 * units])
  expectShape('lstm', 'recurrentKernel', recurrentKernel, [units, 4 * units])
  expectShape('lstm', 'bias', bias, [4 * units])
  expectShape('lstm', 'state.h', state.h, [batch, units])
  expectShape('lstm', 'state.c', state.c, [batch, units])
}

const lastOf = (states: tf.Tensor3D): tf.Tensor2D => {
  const [steps, batch, units] = states.shape
  return tf.reshape(tf.slice(states, [steps - 1, 0, 0], [1, batch, units]), [batch, units])
}

/**
 * An LSTM layer over a sequence, time first: (i, f, g, o) = x_t W + h_{t−1} U + b,
 * c_t = σ(f) c_{t−1} + σ(i) tanh g, h_t = σ(o) tanh c_t.
 *
 * One kernel forward and one backward for the whole sequence where {@link enableTraining} gave the
 * backend one, else composed. Memory: h, c and four gates for each unit and step. Gradients flow
 * into the first state as well; detach it to truncate them. No steps leave the state as it is.
 *
 * @param weights see {@link LstmWeights}.
 * @param x [steps, batch, inputs].
 * @param state the first state.
 *
 * @throws RangeError if a shape does not fit, naming it.
 *
 * Source: Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000; no peepholes.
 *
 * @example
 * import { lstm } from '@momenta/training'
 * import '@tensorflow/tfjs-backend-cpu'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const weights = { kernel: tf.ones<tf.Rank.R2>([1, 4]), recurrentKernel: tf.ones<tf.Rank.R2>([1, 4]), bias: tf.zeros<tf.Rank.R1>([4]) }
 * const { outputs, state } = lstm(weights, tf.ones([2, 1, 1]), { h: tf.zeros<tf.Rank.R2>([1, 1]), c: tf.zeros<tf.Rank.R2>([1, 1]) })
 * outputs.dataSync() // => [0.3696064, 0.6505352]
 * state.c.dataSync() // => [1.1444461]
 */
export const lstm = (weights: LstmWeights, x: tf.Tensor3D, state: LstmState): LstmSequence => {
  expectShapes(weights, x, state)
  if (x.size === 0 || state.h.size === 0 || !hasKernel('LstmSequence'))
    return composed(weights, x, state)
  return tf.tidy(() => {
    const [outputs, cells] = run<[tf.Tensor3D, tf.Tensor3D]>('LstmSequence', {
      x,
      ...{ kernel: weights.kernel, recurrentKernel: weights.recurrentKernel, bias: weights.bias },
      ...{ h: state.h, c: state.c },
    })
    return { outputs, state: { h: lastOf(outputs), c: lastOf(cells) } }
  })
}
