import { batchNorm, lstm, softmaxCrossEntropy } from '@momenta/kernels'
import * as tf from '@tensorflow/tfjs-core'
import { type Example, makeInputs } from './Example.js'

export const makeLstm = (steps: number, batch: number, inputs: number, units: number): Example => ({
  f: (x, kernel, recurrentKernel, bias, h, c) => {
    const weights = { kernel, recurrentKernel, bias } as Parameters<typeof lstm>[0]
    const { outputs, state } = lstm(
      weights,
      x as tf.Tensor3D,
      { h, c } as Parameters<typeof lstm>[2],
    )
    return tf.concat([
      tf.reshape(outputs, [-1]),
      tf.reshape(state.h, [-1]),
      tf.reshape(state.c, [-1]),
    ])
  },
  at: makeInputs(
    units,
    ...[[steps, batch, inputs], [inputs, 4 * units], [units, 4 * units], [4 * units]],
    ...[
      [batch, units],
      [batch, units],
    ],
  ),
})
export const makeBatchNorm = (shape: readonly number[]): Example => ({
  f: (x, gamma, beta) => batchNorm(x, gamma as tf.Tensor1D, beta as tf.Tensor1D).y,
  at: makeInputs(shape.length, shape, shape.slice(-1), shape.slice(-1)),
})
export const makeCrossEntropy = (rows: readonly number[], classes: number): Example => ({
  f: (logits) => {
    const size = rows.reduce((a, b) => a * b, 1)
    const labels = tf.tensor(
      Int32Array.from({ length: size }, (_, i) => (i * 7) % classes),
      [...rows],
      'int32',
    )
    return softmaxCrossEntropy(labels, tf.mul(logits, 5))
  },
  at: makeInputs(classes, [...rows, classes]),
})

/** The operations of this package on inputs of several sizes. */
export const operations: readonly (readonly [string, Example])[] = [
  ['lstm 5×3, 4 → 8', makeLstm(5, 3, 4, 8)],
  ['lstm 4×5, 3 → 7', makeLstm(4, 5, 3, 7)],
  ['lstm 1×1, 1 → 1', makeLstm(1, 1, 1, 1)],
  ['lstm 9×2, 6 → 10', makeLstm(9, 2, 6, 10)],
  ['batchNorm of images', makeBatchNorm([3, 5, 4, 19])],
  ['batchNorm of rows', makeBatchNorm([40, 3])],
  ['batchNorm of 2000 rows', makeBatchNorm([2000, 8])],
  ['cross-entropy of 10', makeCrossEntropy([13], 10)],
  ['cross-entropy of 3', makeCrossEntropy([2, 5], 3)],
  ['cross-entropy of 1', makeCrossEntropy([4], 1)],
  ['cross-entropy of 1030', makeCrossEntropy([3], 1030)],
]
