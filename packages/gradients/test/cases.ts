import * as tf from '@tensorflow/tfjs-core'

/** A function whose gradient goes through a kernel, and the shapes of what it is given. */
export interface Case {
  readonly f: (...x: tf.Tensor[]) => tf.Tensor
  readonly shapes: readonly (readonly number[])[]
  /** Moves the numbers, which lie in [0.15, 1.15), to where the function is smooth. */
  readonly at?: (x: number) => number
}

type One = (x: tf.Tensor) => tf.Tensor
type Two = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor
const unary = (f: One, at?: (x: number) => number): readonly Case[] => [
  { f: f as Case['f'], shapes: [[2, 3]], ...(at === undefined ? {} : { at }) },
]
/** The same shapes, broadcast on either side, and a scalar. */
const binary = (f: Two): readonly Case[] =>
  [
    [
      [2, 3],
      [2, 3],
    ],
    [[2, 3], [3]],
    [
      [2, 1],
      [2, 3],
    ],
    [[], [4]],
  ].map((shapes) => ({ f: f as Case['f'], shapes }))
const each = (shapes: readonly number[], ...fs: readonly One[]): readonly Case[] =>
  fs.map((f) => ({ f: f as Case['f'], shapes: [shapes] }))

const flat = 'piecewise constant: its gradient is 0 wherever it has one, and differences are 0 too'
const nowhere = 'no operation of tfjs-core runs this kernel, and no backend has it'
const ints = (values: number[], shape: number[]) => tf.tensor(values, shape, 'int32')
const centred = (x: number) => x - 0.65
const above = (x: number) => x + 1.2
const small = (x: number) => 0.8 * (x - 0.65)
type Four = tf.Tensor4D
type Five = tf.Tensor5D
const image = [1, 4, 5, 2]

/** The gradients of activations and of elementwise functions. */
const elementwise = {
  Abs: unary((x) => tf.abs(x), centred),
  Acos: unary((x) => tf.acos(x), small),
  Acosh: unary((x) => tf.acosh(x), above),
  Asin: unary((x) => tf.asin(x), small),
  Asinh: unary((x) => tf.asinh(x)),
  Atan: unary((x) => tf.atan(x)),
  Atanh: unary((x) => tf.atanh(x), small),
  ClipByValue: unary((x) => tf.clipByValue(x, 0.31, 0.97)),
  Cos: unary((x) => tf.cos(x)),
  Cosh: unary((x) => tf.cosh(x)),
  Elu: unary((x) => tf.elu(x), centred),
  Erf: unary((x) => tf.erf(x)),
  Exp: unary((x) => tf.exp(x)),
  Expm1: unary((x) => tf.expm1(x)),
  LeakyRelu: unary((x) => tf.leakyRelu(x), centred),
  Log: unary((x) => tf.log(x)),
  Log1p: unary((x) => tf.log1p(x)),
  Neg: unary((x) => tf.neg(x)),
  Reciprocal: unary((x) => tf.reciprocal(x)),
  Relu: unary((x) => tf.relu(x), centred),
  Relu6: unary(
    (x) => tf.relu6(x),
    (x) => 10 * centred(x),
  ),
  Rsqrt: unary((x) => tf.rsqrt(x)),
  Selu: unary((x) => tf.selu(x), centred),
  Sigmoid: unary((x) => tf.sigmoid(x), centred),
  Sin: unary((x) => tf.sin(x)),
  Sinh: unary((x) => tf.sinh(x)),
  Softplus: unary((x) => tf.softplus(x), centred),
  Sqrt: unary((x) => tf.sqrt(x)),
  Square: unary((x) => tf.square(x)),
  Tan: unary((x) => tf.tan(x)),
  Tanh: unary((x) => tf.tanh(x)),
  Add: binary((a, b) => tf.square(tf.add(a, b))),
  AddN: binary((a, b) => tf.square(tf.addN([tf.add(a, b), tf.mul(a, b)]))).slice(0, 1),
  Atan2: binary((a, b) => tf.atan2(a, b)),
  Maximum: binary((a, b) => tf.maximum(a, tf.add(b, 0.041))),
  Minimum: binary((a, b) => tf.minimum(a, tf.add(b, 0.041))),
  Mod: binary((a, b) => tf.mod(tf.mul(a, 1.0371), tf.add(b, 1.2))),
  Multiply: binary((a, b) => tf.mul(a, b)),
  Pow: binary((a, b) => tf.pow(a, b)),
  Prelu: [
    { f: ((x, a) => tf.prelu(x, a)) as Two as Case['f'], shapes: [[2, 3], [3]], at: centred },
  ],
  RealDiv: binary((a, b) => tf.div(a, b)),
  SquaredDifference: binary((a, b) => tf.squaredDifference(a, b)),
  Sub: binary((a, b) => tf.square(tf.sub(a, b))),
  Select: binary((a, b) =>
    tf.where(tf.tensor([1, 0, 1], [3], 'bool'), tf.square(a), tf.exp(b)),
  ).slice(0, 3),
}

/** The gradients of reductions and of what is composed of them. */
const reductions = {
  Sum: each(
    [2, 3, 2],
    (x) => tf.square(tf.sum(x)),
    (x) => tf.square(tf.sum(x, 1)),
    (x) => tf.square(tf.sum(x, [0, -1], true)),
  ),
  Mean: each(
    [2, 3, 2],
    (x) => tf.square(tf.mean(x)),
    (x) => tf.square(tf.mean(x, -1)),
    (x) => tf.square(tf.mean(x, [0, 2], true)),
  ),
  Prod: [
    ...each(
      [2, 3, 2],
      (x) => tf.prod(x),
      (x) => tf.prod(x, 1),
      (x) => tf.prod(x, -1),
      (x) => tf.prod(x, [0, 2]),
      (x) => tf.prod(x, [0, 1, 2], true),
    ),
    { f: ((x: tf.Tensor) => tf.prod(x)) as Case['f'], shapes: [[4]] },
    // a factor that is 0
    { f: ((x: tf.Tensor) => tf.prod(tf.sub(x, [0.275, 0, 0, 0]))) as Case['f'], shapes: [[4]] },
  ],
  Max: each(
    [2, 3, 2],
    (x) => tf.max(x),
    (x) => tf.max(x, 1),
    (x) => tf.max(x, [0, -1], true),
  ),
  Min: each(
    [2, 3, 2],
    (x) => tf.min(x),
    (x) => tf.min(x, 1),
    (x) => tf.min(x, [0, -1], true),
  ),
  Cumsum: each(
    [2, 3],
    (x) => tf.square(tf.cumsum(x, 1)),
    (x) => tf.square(tf.cumsum(x, 0, true, true)),
    (x) => tf.square(tf.cumsum(tf.concat([x, tf.slice(x, 0, 1)], 0), 0)),
  ),
  Softmax: each([2, 3], (x) => tf.softmax(x)),
  UnsortedSegmentSum: each([4, 2], (x) =>
    tf.square(tf.unsortedSegmentSum(x, tf.tensor1d([0, 2, 0, 1], 'int32'), 3)),
  ),
}

/** The gradients of what moves elements. */
const movements = {
  BatchToSpaceND: each([4, 2, 2, 1], (x) =>
    tf.square(
      tf.batchToSpaceND(
        x,
        [2, 2],
        [
          [0, 1],
          [1, 0],
        ],
      ),
    ),
  ),
  Cast: each([3], (x) => tf.square(tf.cast(x, 'float32'))),
  Concat: [
    ...[0, 1, -1].map((axis) => ({
      f: ((a: tf.Tensor, b: tf.Tensor) => tf.square(tf.concat([a, b], axis))) as Case['f'],
      shapes: [
        [2, 2],
        [2, 2],
      ],
    })),
  ],
  ExpandDims: each([2, 3], (x) => tf.square(tf.expandDims(x, 1))),
  GatherV2: [
    ...each(
      [3, 4, 2],
      (x) => tf.square(tf.gather(x, ints([2, 0, 2], [3]))),
      (x) => tf.square(tf.gather(x, ints([3, 0, 3, 1], [2, 2]), 1)),
      (x) => tf.square(tf.gather(x, ints([1], []), -1)),
      (x) => tf.square(tf.gather(x, ints([3, 0, 3, 1, 2, 2], [3, 2]), 1, 1)),
      (x) => tf.square(tf.gather(x, ints([1, 0, 1], [3, 1]), 2, 1)),
      (x) => tf.square(tf.gather(x, ints([1, 1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 1], [3, 4]), 2, 2)),
    ),
    ...each([1, 3, 2], (x) => tf.square(tf.gather(x, ints([1, 1], [1, 2]), 1, 1))),
  ],
  Identity: each([3], (x) => tf.square(tf.clone(x))),
  MirrorPad: each(
    [3, 3],
    (x) =>
      tf.square(
        tf.mirrorPad(
          x,
          [
            [3, 2],
            [1, 0],
          ],
          'symmetric',
        ),
      ),
    (x) =>
      tf.square(
        tf.mirrorPad(
          x,
          [
            [2, 1],
            [0, 2],
          ],
          'reflect',
        ),
      ),
  ),
  Pack: [
    ...[0, 1, -1].map((axis) => ({
      f: ((a: tf.Tensor, b: tf.Tensor) => tf.square(tf.stack([a, b], axis))) as Case['f'],
      shapes: [
        [2, 3],
        [2, 3],
      ],
    })),
    ...each([2], (x) => tf.square(tf.stack([x]))),
  ],
  PadV2: each([2, 3], (x) =>
    tf.square(
      tf.pad(x, [
        [1, 0],
        [2, 1],
      ]),
    ),
  ),
  Reshape: each([2, 3], (x) => tf.square(tf.reshape(x, [3, 2]))),
  Reverse: each([2, 3], (x) => tf.square(tf.reverse(x, 1))),
  Slice: each([3, 3], (x) => tf.square(tf.slice(x, [1, 0], [2, 2]))),
  SpaceToBatchND: each([1, 4, 4, 1], (x) =>
    tf.square(
      tf.spaceToBatchND(
        x,
        [2, 2],
        [
          [0, 0],
          [0, 0],
        ],
      ),
    ),
  ),
  SplitV: each(
    [2, 4],
    (x) => tf.square(tf.concat([...tf.split(x, [1, 3], 1)].reverse(), 1)),
    (x) => tf.square(tf.concat([...tf.split(x, 2, 0)].reverse(), 0)),
    (x) => tf.square(tf.concat(tf.split(x, 1, 1), 1)),
  ),
  Tile: each(
    [2, 3],
    (x) => tf.square(tf.tile(x, [2, 3])),
    (x) => tf.square(tf.tile(tf.reshape(x, [6]), [2])),
    (x) => tf.square(tf.tile(tf.reshape(x, [1, 2, 3]), [2, 1, 2])),
    (x) => tf.square(tf.tile(tf.reshape(x, [1, 2, 3, 1]), [2, 1, 2, 1])),
  ),
  Transpose: each(
    [2, 3, 2],
    (x) => tf.square(tf.transpose(x)),
    (x) => tf.square(tf.transpose(x, [1, 2, 0])),
  ),
  Unpack: each(
    [2, 3],
    (x) => tf.square(tf.addN(tf.unstack(x))),
    (x) => tf.square(tf.addN(tf.unstack(x, 1))),
    (x) => tf.square(tf.addN(tf.unstack(tf.reshape(x, [1, 6])))),
  ),
}

/** The gradients of layers. */
const layers = {
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

/** By the name of the kernel. */
export const cases: { readonly [kernel: string]: readonly Case[] } = {
  ...elementwise,
  ...reductions,
  ...movements,
  ...layers,
}

/** What cannot be compared with differences, and why. */
export const untested: { readonly [kernel: string]: string } = {
  ArgMax: flat,
  ArgMin: flat,
  Ceil: flat,
  Floor: flat,
  FloorDiv: flat,
  GreaterEqual: flat,
  IsFinite: flat,
  IsInf: flat,
  IsNan: flat,
  OneHot: flat,
  OnesLike: flat,
  Round: flat,
  Sign: flat,
  Step: flat,
  ZerosLike: flat,
  BroadcastTo: nowhere,
  LogSoftmax: nowhere,
  ComplexAbs: 'its input is complex64, which no loss has as a parameter',
}
