import * as tf from '@tensorflow/tfjs-core'
import type { LstmSequence, LstmState } from '../LstmSequence.js'
import type { LstmWeights } from '../LstmWeights.js'

const runCell = (sums: tf.Tensor2D, { c }: LstmState): LstmState => {
  const [i, f, g, o] = tf.split(sums, 4, 1) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]
  const kept = tf.mul(tf.sigmoid(f), c)
  const next = tf.add(kept, tf.mul(tf.sigmoid(i), tf.tanh(g))) as tf.Tensor2D
  return { h: tf.mul(tf.sigmoid(o), tf.tanh(next)), c: next }
}

/**
 * No steps: empty outputs and the initial state, plus an empty sum that connects it to the weights.
 */
const runNoSteps = (
  { recurrentKernel }: LstmWeights,
  projected: tf.Tensor3D,
  { h, c }: LstmState,
) => {
  const [batch, units] = h.shape
  const recurrent = tf.matMul(tf.zeros<tf.Rank.R2>([0, units]), recurrentKernel)
  const sums = tf.add(projected, tf.reshape(recurrent, projected.shape))
  const outputs = tf.slice(sums, [0, 0, 0], [0, batch, units]) as tf.Tensor3D
  const emptySum = tf.sum(outputs, 0) as tf.Tensor2D
  return {
    outputs,
    state: { h: tf.add(h, emptySum) as tf.Tensor2D, c: tf.add(c, emptySum) as tf.Tensor2D },
  }
}

/**
 * {@link lstm} composed of TensorFlow.js's operations, for any backend; its gradient can be
 * differentiated again. One product for the inputs of all steps, then a cell for each step.
 */
export const lstm = (weights: LstmWeights, x: tf.Tensor3D, first: LstmState): LstmSequence =>
  tf.tidy(() => {
    const { kernel, recurrentKernel, bias } = weights
    const [steps, batch, inputs] = x.shape
    const flat = tf.reshape(x, [steps * batch, inputs])
    const sums = tf.add(tf.matMul(flat, kernel), bias)
    const projected = tf.reshape(sums, [steps, batch, bias.size]) as tf.Tensor3D
    if (steps === 0) return runNoSteps(weights, projected, first)
    const states: LstmState[] = []
    // the gradient of unstack fails for a single piece in TensorFlow.js 4.22
    const pieces = steps === 1 ? [tf.squeeze(projected, [0])] : tf.unstack(projected)
    for (const sums of pieces) {
      const last = states.at(-1) ?? first
      states.push(runCell(tf.add(sums, tf.matMul(last.h, recurrentKernel)) as tf.Tensor2D, last))
    }
    const { h, c } = states.at(-1) as LstmState
    return { outputs: tf.stack(states.map((state) => state.h)) as tf.Tensor3D, state: { h, c } }
  })
