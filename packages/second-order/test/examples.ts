import { composed } from '@momenta/kernels'
import { logSoftmax, meanCrossEntropy } from '@momenta/second-order'
import * as tf from '@tensorflow/tfjs-core'
import type { Example, F } from './Example.js'

type Four = tf.Tensor4D
const image = [1, 5, 6, 2]
const conv =
  (strides: number, pad: 'same' | 'valid'): F =>
  (x, k) =>
    tf.conv2d(x as Four, k as Four, strides, pad)

/** Operations whose second derivatives are checked. */
export const examples: { readonly [name: string]: Example } = {
  dense: { f: (x, w, b) => tf.add(tf.matMul(x, w), b as tf.Tensor), shapes: [[3, 4], [4, 2], [2]] },
  sigmoid: { f: (x) => tf.sigmoid(x), shapes: [[5]] },
  tanh: { f: (x) => tf.tanh(x), shapes: [[5]] },
  exp: { f: (x) => tf.exp(x), shapes: [[5]] },
  log: { f: (x) => tf.log(x), shapes: [[5]], positive: true },
  sqrt: { f: (x) => tf.sqrt(x), shapes: [[5]], positive: true },
  rsqrt: { f: (x) => tf.rsqrt(x), shapes: [[5]], positive: true },
  'pow by base and exponent': {
    f: (a, b) => tf.pow(a, b as tf.Tensor),
    shapes: [[3, 4], [4]],
    positive: true,
  },
  softplus: { f: (x) => tf.softplus(x), shapes: [[5]] },
  relu: { f: (x) => tf.relu(x), shapes: [[6]] },
  relu6: { f: (x) => tf.relu6(x), shapes: [[6]] },
  elu: { f: (x) => tf.elu(x), shapes: [[6]] },
  selu: { f: (x) => tf.selu(x), shapes: [[6]] },
  leakyRelu: { f: (x) => tf.leakyRelu(x), shapes: [[6]] },
  prelu: { f: (x, a) => tf.prelu(x, a as tf.Tensor), shapes: [[6], [6]] },
  swish: { f: (x) => tf.mul(x, tf.sigmoid(x)), shapes: [[5]] },
  gelu: {
    f: (x) => tf.mul(x, tf.add(1, tf.tanh(tf.mul(0.8, tf.add(x, tf.mul(0.045, tf.pow(x, 3))))))),
    shapes: [[5]],
  },
  softmax: { f: (x) => tf.softmax(x), shapes: [[3, 4]] },
  logSoftmax: { f: (x) => logSoftmax(x), shapes: [[3, 4]] },
  'cross-entropy': {
    f: (z) => meanCrossEntropy(tf.oneHot(tf.tensor1d([0, 2], 'int32'), 3), z),
    shapes: [[2, 3]],
  },
  'cross-entropy from labels': {
    f: (z) => composed.softmaxCrossEntropy(tf.tensor1d([0, 2], 'int32'), z),
    shapes: [[2, 3]],
  },
  'tf.logSoftmax': { f: (x) => tf.logSoftmax(x), shapes: [[3, 4]] },
  'tf.losses.softmaxCrossEntropy of a layer': {
    f: (x, w) =>
      tf.losses.softmaxCrossEntropy(
        tf.oneHot(tf.tensor1d([0, 2], 'int32'), 3),
        tf.matMul(x, w as tf.Tensor),
      ),
    shapes: [
      [2, 4],
      [4, 3],
    ],
  },
  'cross-entropy of a layer, from integer labels': {
    f: (x, w) => meanCrossEntropy(tf.tensor1d([0, 2], 'int32'), tf.matMul(x, w as tf.Tensor)),
    shapes: [
      [2, 4],
      [4, 3],
    ],
  },
  'tf.logSigmoid': { f: (x) => tf.logSigmoid(x), shapes: [[5]] },
  logSumExp: { f: (z) => tf.logSumExp(z, -1), shapes: [[2, 3]] },
  'squared error': { f: (x) => tf.losses.meanSquaredError(tf.ones([5]), x), shapes: [[5]] },
  'binary cross-entropy': {
    f: (z) => tf.losses.sigmoidCrossEntropy(tf.tensor1d([0, 1, 1]), z),
    shapes: [[3]],
  },
  'conv2d, same': { f: conv(1, 'same'), shapes: [image, [3, 3, 2, 3]] },
  'conv2d, valid': { f: conv(1, 'valid'), shapes: [image, [2, 3, 2, 3]] },
  'conv2d, stride 2': { f: conv(2, 'same'), shapes: [image, [3, 3, 2, 3]] },
  'conv2d, explicit padding': {
    f: (x, k) =>
      tf.conv2d(x as Four, k as Four, 2, [
        [0, 0],
        [1, 2],
        [0, 1],
        [0, 0],
      ]),
    shapes: [image, [3, 2, 2, 2]],
  },
  'conv2d, dilations 2 and 1': {
    f: (x, k) => tf.conv2d(x as Four, k as Four, 1, 'same', 'NHWC', [2, 1]),
    shapes: [image, [3, 2, 2, 3]],
  },
  'depthwise conv2d, dilation 2': {
    f: (x, k) => tf.depthwiseConv2d(x as Four, k as Four, 1, 'valid', 'NHWC', [2, 2]),
    shapes: [image, [2, 3, 2, 2]],
  },
  'depthwise conv2d': {
    f: (x, k) => tf.depthwiseConv2d(x as Four, k as Four, 1, 'same'),
    shapes: [image, [3, 3, 2, 2]],
  },
  'depthwise conv2d, stride 2': {
    f: (x, k) => tf.depthwiseConv2d(x as Four, k as Four, 2, 'valid'),
    shapes: [image, [3, 2, 2, 1]],
  },
  conv2dTranspose: {
    f: (x, k) => tf.conv2dTranspose(x as Four, k as Four, [1, 10, 12, 3], 2, 'same'),
    shapes: [image, [3, 3, 3, 2]],
  },
  'fused conv2d': {
    f: (x, filter, bias) =>
      tf.fused.conv2d({
        x: x as Four,
        filter: filter as Four,
        bias: bias as tf.Tensor,
        strides: 1,
        pad: 'same',
        activation: 'relu',
      }),
    shapes: [image, [3, 3, 2, 3], [3]],
  },
  'fused conv2d, linear': {
    f: (x, filter) =>
      tf.fused.conv2d({ x: x as Four, filter: filter as Four, strides: 2, pad: 'same' }),
    shapes: [image, [3, 3, 2, 3]],
  },
  'fused depthwise conv2d': {
    f: (x, filter) =>
      tf.fused.depthwiseConv2d({ x: x as Four, filter: filter as Four, strides: 1, pad: 'same' }),
    shapes: [image, [3, 3, 2, 1]],
  },
  'fused matMul, linear': {
    f: (a, b, bias) => tf.tanh(tf.fused.matMul({ a, b: b as tf.Tensor, bias: bias as tf.Tensor })),
    shapes: [[3, 4], [4, 2], [2]],
  },
  'fused matMul': {
    f: (a, b, bias) =>
      tf.fused.matMul({ a, b: b as tf.Tensor, bias: bias as tf.Tensor, activation: 'relu' }),
    shapes: [[3, 4], [4, 2], [2]],
  },
  'maxPool 2/2': { f: (x) => tf.maxPool(x as Four, 2, 2, 'valid'), shapes: [[1, 4, 4, 2]] },
  'maxPool 3/2, overlapping': {
    f: (x) => tf.maxPool(x as Four, 3, 2, 'same'),
    shapes: [[1, 7, 6, 2]],
  },
  'maxPool 3/1, overlapping': {
    f: (x) => tf.maxPool(x as Four, 3, 1, 'valid'),
    shapes: [[1, 5, 5, 1]],
  },
  'avgPool 2/2': { f: (x) => tf.avgPool(x as Four, 2, 2, 'valid'), shapes: [[1, 4, 4, 2]] },
  'avgPool 3/1, overlapping': {
    f: (x) => tf.avgPool(x as Four, 3, 1, 'valid'),
    shapes: [[1, 5, 5, 1]],
  },
  'avgPool 3/2, padded': { f: (x) => tf.avgPool(x as Four, 3, 2, 'same'), shapes: [[1, 5, 5, 1]] },
  batchNorm: {
    f: (x, g, b) => composed.batchNorm(x, g as tf.Tensor1D, b as tf.Tensor1D, 1e-3).y,
    shapes: [[6, 3], [3], [3]],
  },
  'tf.batchNorm of moments': {
    f: (x, g, b) => {
      const { mean, variance } = tf.moments(x, 0)
      return tf.batchNorm(
        x,
        mean as tf.Tensor1D,
        variance as tf.Tensor1D,
        b as tf.Tensor1D,
        g as tf.Tensor1D,
        1e-3,
      )
    },
    shapes: [[6, 3], [3], [3]],
  },
  'layer normalization': {
    f: (x) => {
      const { mean, variance } = tf.moments(x, -1, true)
      return tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 1e-3)))
    },
    shapes: [[2, 5]],
  },
  basicLSTMCell: {
    f: (w, b, x, c, h) =>
      tf.concat(
        tf.basicLSTMCell(
          tf.scalar(1),
          w as tf.Tensor2D,
          b as tf.Tensor1D,
          x as tf.Tensor2D,
          c as tf.Tensor2D,
          h as tf.Tensor2D,
        ),
        1,
      ),
    shapes: [[5, 12], [12], [1, 2], [1, 3], [1, 3]],
  },
  'lstm, 3 steps': {
    f: (x, kernel, recurrentKernel, bias) => {
      const zeros = tf.zeros<tf.Rank.R2>([2, 2])
      const weights = { kernel, recurrentKernel, bias } as Parameters<typeof composed.lstm>[0]
      return composed.lstm(weights, x as tf.Tensor3D, { h: zeros, c: zeros }).outputs
    },
    shapes: [[3, 2, 2], [2, 8], [2, 8], [8]],
  },
  gather: { f: (x) => tf.gather(x, tf.tensor1d([0, 2, 2], 'int32')), shapes: [[3, 2]] },
  'concat, slice, pad, transpose': {
    f: (a, b) =>
      tf.transpose(
        tf.pad(tf.slice(tf.concat([a, b as tf.Tensor], 1), [0, 1], [2, 3]), [
          [0, 1],
          [1, 0],
        ]),
      ),
    shapes: [
      [2, 2],
      [2, 3],
    ],
  },
  max: { f: (x) => tf.max(x, -1), shapes: [[2, 5]] },
  min: { f: (x) => tf.min(x, -1), shapes: [[2, 5]] },
  'maximum and minimum': {
    f: (a, b) => tf.add(tf.maximum(a, b as tf.Tensor), tf.square(tf.minimum(a, b as tf.Tensor))),
    shapes: [[6], [6]],
  },
  clipByValue: { f: (x) => tf.clipByValue(x, -0.7, 0.7), shapes: [[6]] },
  'where greater': {
    f: (x) =>
      tf.where(
        tf.logicalAnd(tf.greater(x, -0.1), tf.logicalNot(tf.less(x, 0))),
        tf.square(x),
        tf.mul(x, tf.exp(x)),
      ),
    shapes: [[6]],
  },
  norm: { f: (x) => tf.norm(x), shapes: [[5]] },
}
