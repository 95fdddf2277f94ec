import * as tf from '@tensorflow/tfjs-core'
import type { Layers } from '../layers/Layers.js'
import type { Numbers } from './numbers.js'

type Layer = (layers: Layers, x: tf.Tensor4D) => tf.Tensor4D

/** A convolution with same padding, and batch normalization. */
export const normalized = (
  n: Numbers,
  size: number,
  inputs: number,
  outputs: number,
  stride = 1,
): Layer => {
  const kernel = n.weights<tf.Rank.R4>(size, size, inputs, outputs)
  const [gamma, beta] = [n.ones(outputs), n.zeros(outputs)]
  return ({ batchNorm }, x) => batchNorm(tf.conv2d(x, kernel, stride, 'same'), gamma, beta)
}

/**
 * The basic block of ResNet: two 3×3 convolutions, plus the input, projected by a 1×1 convolution
 * where the shape changes.
 */
export const residual = (n: Numbers, inputs: number, outputs: number, stride: number): Layer => {
  const first = normalized(n, 3, inputs, outputs, stride)
  const second = normalized(n, 3, outputs, outputs)
  const same = stride === 1 && inputs === outputs
  const shortcut: Layer = same ? (_, x) => x : normalized(n, 1, inputs, outputs, stride)
  return (layers, x) =>
    tf.relu(tf.add(second(layers, tf.relu(first(layers, x))), shortcut(layers, x))) as tf.Tensor4D
}
