import { batchNorm, lstm, softmaxCrossEntropy } from '@momenta/kernels'
import * as tf from '@tensorflow/tfjs-core'

/** A function of tensors. */
export type F = (...x: tf.Tensor[]) => tf.Tensor
type Four = tf.Tensor4D
type Five = tf.Tensor5D
/** A function, and the shapes of its inputs. */
interface Case {
  readonly f: F
  readonly shapes: readonly (readonly number[])[]
}

/** The reductions by name, of one type, although the axis is not a tensor. */
const of = tf as unknown as { readonly [name: string]: F }
const named = (name: string): F => of[name] as F
const reductions = ['sum', 'mean', 'prod', 'max', 'min', 'logSumExp', 'norm'] as const
const reduced: { readonly [name: string]: Case } = Object.fromEntries(
  reductions.flatMap((name) =>
    [[0], [0, 3], [2, 0], [2, 0, 3]].flatMap((shape) => [
      [`${name} of [${shape}]`, { f: (x) => named(name)(x), shapes: [shape] }],
      [
        `${name} of [${shape}] along 0`,
        {
          f: (x) =>
            name === 'norm' ? tf.norm(x, 2, 0) : named(name)(x, 0 as unknown as tf.Tensor),
          shapes: [shape],
        },
      ],
      [
        `${name} of [${shape}] along the last axis`,
        {
          f: (x) =>
            name === 'norm' ? tf.norm(x, 2, -1) : named(name)(x, -1 as unknown as tf.Tensor),
          shapes: [shape],
        },
      ],
    ]),
  ),
) as { readonly [name: string]: Case }

const products: { readonly [name: string]: Case } = Object.fromEntries(
  (
    [
      [[2, 0], [0, 3], false, false],
      [[0, 2], [2, 3], false, false],
      [[2, 3], [3, 0], false, false],
      [[0, 2], [0, 3], true, false],
      [[2, 0], [3, 0], false, true],
      [[0, 2], [3, 0], true, true],
      [[0, 2, 3], [0, 3, 2], false, false],
      [[2, 2, 0], [2, 0, 3], false, false],
      [[2, 2, 0], [1, 0, 3], false, false],
    ] as const
  ).map(([a, b, ta, tb]) => [
    `matMul [${a}] [${b}] ${ta} ${tb}`,
    { f: (x: tf.Tensor, y: tf.Tensor) => tf.matMul(x, y, ta, tb), shapes: [a, b] },
  ]),
)

const layers: { readonly [name: string]: Case } = {
  'fused product of no elements': {
    f: (a, b, bias) =>
      tf.fused.matMul({ a, b: b as tf.Tensor, bias: bias as tf.Tensor, activation: 'relu' }),
    shapes: [[2, 0], [0, 3], [3]],
  },
  'dense layer of an empty batch': {
    f: (x, w, b) => tf.relu(tf.add(tf.matMul(x, w as tf.Tensor), b as tf.Tensor)),
    shapes: [[0, 2], [2, 3], [3]],
  },
  ...Object.fromEntries(
    [1, 2].map((stride) => [
      `convolution of an empty batch, stride ${stride}`,
      {
        f: ((x, k) => tf.conv2d(x as Four, k as Four, stride, 'same')) as F,
        shapes: [
          [0, 5, 5, 2],
          [3, 3, 2, 4],
        ],
      },
    ]),
  ),
  'convolution of no channels': {
    f: (x, k) => tf.conv2d(x as Four, k as Four, 1, 'same'),
    shapes: [
      [1, 3, 3, 0],
      [2, 2, 0, 3],
    ],
  },
  'convolution into no channels': {
    f: (x, k) => tf.conv2d(x as Four, k as Four, 1, 'same'),
    shapes: [
      [1, 3, 3, 2],
      [2, 2, 2, 0],
    ],
  },
  'filter larger than the image': {
    f: (x, k) => tf.conv2d(x as Four, k as Four, 1, 'valid'),
    shapes: [
      [1, 2, 2, 2],
      [3, 3, 2, 3],
    ],
  },
  'fused convolution of no channels': {
    f: (x, k, bias) =>
      tf.fused.conv2d({
        ...{ x: x as Four, filter: k as Four, strides: 1, pad: 'same' },
        ...{ bias: bias as tf.Tensor, activation: 'relu' },
      }),
    shapes: [[1, 3, 3, 0], [2, 2, 0, 3], [3]],
  },
  'transposed convolution': {
    f: (x, k) => tf.conv2dTranspose(x as Four, k as Four, [0, 10, 10, 3], 2, 'same'),
    shapes: [
      [0, 5, 5, 2],
      [3, 3, 3, 2],
    ],
  },
  'depthwise convolution': {
    f: (x, k) => tf.depthwiseConv2d(x as Four, k as Four, 1, 'same'),
    shapes: [
      [0, 5, 5, 2],
      [3, 3, 2, 2],
    ],
  },
  'depthwise filter larger than the image': {
    f: (x, k) => tf.depthwiseConv2d(x as Four, k as Four, 1, 'valid'),
    shapes: [
      [1, 2, 2, 2],
      [3, 3, 2, 2],
    ],
  },
  maxPool: { f: (x) => tf.maxPool(x as Four, 2, 2, 'same'), shapes: [[0, 4, 4, 2]] },
  avgPool: { f: (x) => tf.avgPool(x as Four, 2, 2, 'same'), shapes: [[0, 4, 4, 2]] },
  maxPool3d: { f: (x) => tf.maxPool3d(x as Five, 2, 2, 'same'), shapes: [[0, 2, 2, 2, 1]] },
  'tf.batchNorm of moments': {
    f: (x, g, b) => {
      const { mean, variance } = tf.moments(x, [0, 1, 2])
      const given = [x, mean, variance, b, g] as unknown as Parameters<typeof tf.batchNorm>
      return tf.batchNorm(...given)
    },
    shapes: [[0, 4, 4, 3], [3], [3]],
  },
  batchNorm: {
    f: (x, g, b) => batchNorm(x, g as tf.Tensor1D, b as tf.Tensor1D).y,
    shapes: [[0, 3], [3], [3]],
  },
  'batchNorm of no channels': {
    f: (x, g, b) => batchNorm(x, g as tf.Tensor1D, b as tf.Tensor1D).y,
    shapes: [[2, 0], [0], [0]],
  },
  'statistics of batchNorm': {
    f: (x, g, b) => {
      const { y, mean, variance } = batchNorm(x, g as tf.Tensor1D, b as tf.Tensor1D)
      return tf.concat([mean, variance, tf.reshape(y, [0])])
    },
    shapes: [[0, 3], [3], [3]],
  },
  ...Object.fromEntries(
    (
      [
        [0, 2, 3, 4],
        [3, 0, 3, 4],
        [3, 2, 0, 4],
        [0, 0, 3, 4],
      ] as const
    ).map(([steps, batch, inputs, units]) => [
      `lstm of ${steps} steps, batch ${batch}, ${inputs} inputs`,
      {
        f: ((x, kernel, recurrentKernel, bias, h, c) => {
          const weights = { kernel, recurrentKernel, bias } as Parameters<typeof lstm>[0]
          const { outputs, state } = lstm(
            weights,
            x as tf.Tensor3D,
            { h, c } as Parameters<typeof lstm>[2],
          )
          return tf.concat([outputs, state.h, state.c].map((y) => tf.reshape(y, [y.size])))
        }) as F,
        shapes: [
          [steps, batch, inputs],
          [inputs, 4 * units],
          [units, 4 * units],
          [4 * units],
          [batch, units],
          [batch, units],
        ],
      },
    ]),
  ),
  'cross-entropy': {
    f: (z) => softmaxCrossEntropy(tf.zeros([0], 'int32'), z),
    shapes: [[0, 3]],
  },
  'mean cross-entropy': {
    f: (z) => tf.mean(softmaxCrossEntropy(tf.zeros([2, 0], 'int32'), z)),
    shapes: [[2, 0, 3]],
  },
  'gather of no elements': {
    f: (x) => tf.gather(x, tf.tensor1d([], 'int32')),
    shapes: [[3, 2]],
  },
  'gather out of empty rows': {
    f: (x) => tf.gather(x, tf.tensor1d([0, 1, 1], 'int32')),
    shapes: [[2, 0]],
  },
  prelu: {
    f: (x, a) => tf.prelu(x, a as tf.Tensor),
    shapes: [
      [0, 3],
      [0, 3],
    ],
  },
  relu: { f: (x) => tf.relu(x), shapes: [[0, 3]] },
  softmax: { f: (x) => tf.softmax(x), shapes: [[0, 3]] },
}

/** Operations with an empty input or output. */
export const emptyCases = { ...reduced, ...products, ...layers }
