import * as tf from '@tensorflow/tfjs-core'
import { type Case, each } from './Case.js'

type Four = tf.Tensor4D
type Five = tf.Tensor5D
const image = [1, 4, 5, 2]

/** The gradients of layers. */
export const layers = {
  AvgPool: each(image, (x) => tf.square(tf.avgPool(x as Four, 2, 1, 'valid'))),
  AvgPool3D: each([1, 3, 3, 2, 1], (x) => tf.square(tf.avgPool3d(x as Five, 2, 1, 'valid'))),
  BatchMatMul: [
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ].flatMap(([ta, tb]) => [
    {
      f: ((a: tf.Tensor, b: tf.Tensor) => tf.matMul(a, b, ta, tb)) as Case['f'],
      shapes: [ta ? [3, 2] : [2, 3], tb ? [4, 3] : [3, 4]],
    },
    {
      f: ((a: tf.Tensor, b: tf.Tensor) => tf.matMul(a, b, ta, tb)) as Case['f'],
      shapes: [ta ? [2, 3, 2] : [2, 2, 3], tb ? [2, 2, 3] : [2, 3, 2]],
    },
  ]),
  Conv2D: [1, 2].map((stride) => ({
    f: ((x: tf.Tensor, k: tf.Tensor) =>
      tf.conv2d(x as Four, k as Four, stride, 'same')) as Case['f'],
    shapes: [image, [3, 2, 2, 2]],
  })),
  Conv2DBackpropInput: [
    {
      f: ((x: tf.Tensor, k: tf.Tensor) =>
        tf.conv2dTranspose(x as Four, k as Four, [1, 4, 6, 2], 2, 'same')) as Case['f'],
      shapes: [
        [1, 2, 3, 2],
        [3, 2, 2, 2],
      ],
    },
  ],
  Conv3D: [
    {
      f: ((x: tf.Tensor, k: tf.Tensor) => tf.conv3d(x as Five, k as Five, 1, 'valid')) as Case['f'],
      shapes: [
        [1, 3, 2, 2, 1],
        [2, 2, 1, 1, 2],
      ],
    },
  ],
  DepthwiseConv2dNative: [
    {
      f: ((x: tf.Tensor, k: tf.Tensor) =>
        tf.depthwiseConv2d(x as Four, k as Four, 1, 'same')) as Case['f'],
      shapes: [image, [2, 3, 2, 2]],
    },
  ],
  Dilation2D: [
    {
      f: ((x: tf.Tensor, k: tf.Tensor) =>
        tf.dilation2d(x as Four, tf.mul(k, 3) as tf.Tensor3D, 1, 'valid')) as Case['f'],
      shapes: [
        [1, 3, 3, 1],
        [2, 2, 1],
      ],
    },
  ],
  FusedBatchNorm: [
    {
      f: ((...x: tf.Tensor[]) => {
        const [y, mean, variance, offset, scale] = x as [
          tf.Tensor,
          ...[tf.Tensor1D, tf.Tensor1D, tf.Tensor1D, tf.Tensor1D],
        ]
        return tf.batchNorm(y, mean, variance, offset, scale)
      }) as Case['f'],
      shapes: [[2, 3, 2], [2], [2], [2], [2]],
    },
  ],
  LRN: each([1, 2, 2, 5], (x) => tf.localResponseNormalization(x as Four, 2, 1, 0.7, 0.5)),
  MaxPool: each(image, (x) => tf.maxPool(x as Four, 2, 1, 'valid')),
  MaxPool3D: each([1, 3, 3, 2, 1], (x) => tf.maxPool3d(x as Five, 2, 1, 'valid')),
  // squares: the kernel of cpu swaps height and width
  ResizeBilinear: each(
    [1, 3, 3, 2],
    (x) => tf.square(tf.image.resizeBilinear(x as Four, [4, 5])),
    (x) => tf.square(tf.image.resizeBilinear(x as Four, [4, 5], true)),
  ),
  ResizeNearestNeighbor: each([1, 2, 3, 2], (x) =>
    tf.square(tf.image.resizeNearestNeighbor(x as Four, [4, 6])),
  ),
}
