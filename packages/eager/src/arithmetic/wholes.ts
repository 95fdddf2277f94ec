import type { Arithmetic, Matrix, WholeArithmetic } from '@momenta/core'
import * as tf from '@tensorflow/tfjs-core'
import { failRead } from '../measure/failRead.js'
import { scaleOf } from '../measure/scaleOf.js'
import { sumOfLeaf } from '../measure/sumOfLeaf.js'
import { reduceOver } from './reduceOver.js'

const read = (a: tf.Tensor): Matrix => {
  try {
    return { shape: a.shape, values: Float64Array.from(a.dataSync()) }
  } catch (error) {
    return failRead('matrices on the host; use another backend', error)
  }
}

/**
 * What an arithmetic of whole leaves adds to that of elements, on tensors: by functional tfjs
 * operations on the current backend.
 */
export const wholes: Omit<WholeArithmetic<tf.Tensor>, keyof Arithmetic<tf.Tensor>> = {
  shapeOf: ({ shape }) => shape,
  matmul: (a, b) => tf.matMul(a, b),
  transpose: (a, axes) => tf.transpose(a, axes === undefined ? undefined : [...axes]),
  reshape: (a, shape) => tf.reshape(a, [...shape]),
  sumOver: (a, axes) => reduceOver('sum', a, axes),
  meanOver: (a, axes) => reduceOver('mean', a, axes),
  maxOver: (a, axes) => reduceOver('maximum', a, axes),
  total: sumOfLeaf,
  norm: (a) => {
    const scale = scaleOf([a])
    return tf.div(tf.sqrt(sumOfLeaf(tf.square(tf.mul(a, scale)))), scale)
  },
  eye: (n) => tf.eye(n),
  onHost: (inputs, compute) =>
    compute(inputs.map(read)).map(({ shape, values }) =>
      tf.tensor(Float32Array.from(values), [...shape]),
    ),
}
