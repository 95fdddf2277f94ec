import { readScalars } from '@momenta/bench-backends'
import { standardNormal } from '@momenta/core'
import * as tf from '@tensorflow/tfjs-core'
import type { Batch } from './batch.js'

/** The weights of a multilayer perceptron 784-128-10, or of another width. */
export interface Network {
  readonly hidden: { readonly kernel: tf.Tensor2D; readonly bias: tf.Tensor1D }
  readonly output: { readonly kernel: tf.Tensor2D; readonly bias: tf.Tensor1D }
}

const dense = (seed: number, inputs: number, outputs: number) => ({
  kernel: tf.tensor2d(
    Float32Array.from(standardNormal(seed, inputs * outputs), (n) => n * Math.sqrt(2 / inputs)),
    [inputs, outputs],
  ),
  bias: tf.zeros([outputs]) as tf.Tensor1D,
})

/** Random weights (He initialization), a pure function of the seed. */
export const network = (seed: number, width = 128): Network => ({
  hidden: dense(2 * seed + 1, 784, width),
  output: dense(2 * seed + 2, width, 10),
})

/** Disposes the weights. */
export const disposeNetwork = ({ hidden, output }: Network): void =>
  tf.dispose([hidden.kernel, hidden.bias, output.kernel, output.bias])

/** The outputs before the softmax, [n, 10]. */
export const logits = ({ hidden, output }: Network, x: tf.Tensor2D): tf.Tensor2D =>
  tf.add(
    tf.matMul(tf.relu(tf.add(tf.matMul(x, hidden.kernel), hidden.bias)), output.kernel),
    output.bias,
  )

/** Mean cross-entropy on a batch. */
export const lossOf = (weights: Network, { x, y }: Batch): tf.Scalar =>
  tf.losses.softmaxCrossEntropy(y, logits(weights, x))

/** Accuracy and mean cross-entropy on a batch, in one readback. */
export const validate = async (
  weights: Network,
  batch: Batch,
): Promise<{ readonly accuracy: number; readonly loss: number }> => {
  const measured = tf.tidy(() => {
    const correct = tf.equal(tf.argMax(logits(weights, batch.x), 1), tf.argMax(batch.y, 1))
    return [tf.mean(tf.cast(correct, 'float32')), lossOf(weights, batch)]
  })
  const [accuracy, loss] = (await readScalars(measured)) as [number, number]
  return { accuracy, loss }
}
