import * as tf from '@tensorflow/tfjs-core'
import type { LstmSequence, LstmState, LstmWeights } from '../lstm.js'

const cell = (sums: tf.Tensor2D, { c }: LstmState): LstmState => {
  const [i, f, g, o] = tf.split(sums, 4, 1) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]
  const kept = tf.mul(tf.sigmoid(f), c)
  const next = tf.add(kept, tf.mul(tf.sigmoid(i), tf.tanh(g))) as tf.Tensor2D
  return { h: tf.mul(tf.sigmoid(o), tf.tanh(next)), c: next }
}

/** {@link lstm} of TensorFlow.js's own operations, on any backend: one product for the inputs of all steps, then a cell a step. */
export const lstm = (
  { kernel, recurrentKernel, bias }: LstmWeights,
  x: tf.Tensor3D,
  first: LstmState,
): LstmSequence =>
  tf.tidy(() => {
    const [steps, batch, inputs] = x.shape
    const flat = tf.reshape(x, [steps * batch, inputs])
    const projected = tf.reshape(tf.add(tf.matMul(flat, kernel), bias), [steps, batch, -1])
    const states: LstmState[] = []
    // the gradient of unstack fails for a single piece in TensorFlow.js 4.22
    const pieces = steps === 1 ? [tf.squeeze(projected, [0])] : tf.unstack(projected)
    for (const sums of pieces) {
      const last = states.at(-1) ?? first
      states.push(cell(tf.add(sums, tf.matMul(last.h, recurrentKernel)) as tf.Tensor2D, last))
    }
    const { h, c } = states.at(-1) ?? first
    return { outputs: tf.stack(states.map((state) => state.h)) as tf.Tensor3D, state: { h, c } }
  })
