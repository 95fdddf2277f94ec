import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { enableTraining } from '@momenta/kernels'
import * as tf from '@tensorflow/tfjs-core'
import fc from 'fast-check'
import t from 'tap'
import {
  centralDifferences,
  differenceFromCpu,
  type Example,
  makeInputs,
  numbers,
  relativeDifference,
  rounding,
} from './Example.js'

tf.enableProdMode()

const size = fc.integer({ min: 1, max: 9 })
const channels = fc.integer({ min: 1, max: 19 })
const window = fc.integer({ min: 1, max: 4 })
const stride = fc.integer({ min: 1, max: 3 })
const padding = fc.constantFrom<'same' | 'valid'>('same', 'valid')
const runs = { numRuns: 25, seed: 7 }

t.test('both gradients of a convolution are those of cpu, for any shape', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        n: fc.integer({ min: 1, max: 3 }),
        h: size,
        w: size,
        ci: channels,
        co: channels,
      }),
      fc.record({ kh: window, kw: window, sh: stride, sw: stride, pad: padding }),
      async ({ n, h, w, ci, co }, { kh, kw, sh, sw, pad }) => {
        fc.pre(pad === 'same' || (kh <= h && kw <= w))
        const f = (x: tf.Tensor, k: tf.Tensor) =>
          tf.conv2d(x as tf.Tensor4D, k as tf.Tensor4D, [sh, sw], pad)
        const example = { f: f as Example['f'], at: makeInputs(n, [n, h, w, ci], [kh, kw, ci, co]) }
        // gradients alone: stock wasm's forward pass itself is wrong for some filters larger than
        // the image
        const far = await differenceFromCpu(example, 1)
        if (far > rounding) throw new Error(`${far}`)
      },
    ),
    runs,
  )
  t.pass('25 shapes')
})

t.test('explicit padding, more positions than a block, and wide channels', async (t) => {
  const conv =
    (strides: [number, number], pad: Parameters<typeof tf.conv2d>[3]): Example['f'] =>
    (x, k) =>
      tf.conv2d(x as tf.Tensor4D, k as tf.Tensor4D, strides, pad)
  const pads: Parameters<typeof tf.conv2d>[3] = [
    [0, 0],
    [2, 1],
    [0, 3],
    [0, 0],
  ]
  const cases: readonly (readonly [string, Example])[] = [
    ['explicit padding', { f: conv([1, 1], pads), at: makeInputs(1, [2, 7, 6, 5], [3, 3, 5, 9]) }],
    [
      'padding beyond the filter',
      { f: conv([2, 1], pads), at: makeInputs(2, [2, 7, 6, 5], [2, 2, 5, 9]) },
    ],
    ['900 positions', { f: conv([1, 1], 'same'), at: makeInputs(3, [4, 15, 15, 3], [3, 3, 3, 8]) }],
    [
      'stride 2, 300 positions',
      { f: conv([2, 2], 'same'), at: makeInputs(4, [6, 14, 14, 4], [3, 3, 4, 16]) },
    ],
    ['64 channels', { f: conv([2, 2], 'same'), at: makeInputs(5, [2, 6, 6, 64], [3, 3, 64, 24]) }],
    [
      'a rounded size',
      {
        f: (x, k) => tf.conv2d(x as tf.Tensor4D, k as tf.Tensor4D, 2, 1, 'NHWC', 1, 'floor'),
        at: makeInputs(6, [1, 6, 6, 2], [3, 3, 2, 3]),
      },
    ],
  ]
  for (const [name, example] of cases) t.ok((await differenceFromCpu(example)) <= rounding, name)
})

t.test('both gradients of a depthwise convolution are those of cpu', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        n: fc.integer({ min: 1, max: 3 }),
        h: size,
        w: size,
        c: channels,
        m: fc.integer({ min: 1, max: 3 }),
      }),
      fc.record({ kh: window, kw: window, s: stride, pad: padding }),
      async ({ n, h, w, c, m }, { kh, kw, s, pad }) => {
        fc.pre(pad === 'same' || (kh <= h && kw <= w))
        const f: Example['f'] = (x, k) =>
          tf.depthwiseConv2d(x as tf.Tensor4D, k as tf.Tensor4D, s, pad)
        const far = await differenceFromCpu(
          { f, at: makeInputs(n, [n, h, w, c], [kh, kw, c, m]) },
          1,
        )
        if (far > rounding) throw new Error(`${far}`)
      },
    ),
    runs,
  )
  t.pass('25 shapes')
})

t.test('dilated depthwise kernels, which TensorFlow.js never calls, are right too', async (t) => {
  const f: Example['f'] = (x, k) =>
    tf.depthwiseConv2d(x as tf.Tensor4D, k as tf.Tensor4D, 1, 'same', 'NHWC', 2)
  const example: Example = { f, at: makeInputs(4, [1, 6, 5, 3], [2, 3, 3, 2]) }
  const expected = await centralDifferences(example)
  await tf.setBackend('wasm')
  const disable = await enableTraining()
  const [x, filter] = example.at.map(({ shape, values }) =>
    tf.tensor(values, [...shape] as [number, number, number, number]),
  ) as [tf.Tensor4D, tf.Tensor4D]
  const y = f(x, filter) as tf.Tensor4D
  const dy = tf.tensor(numbers(99, y.size), y.shape)
  const attrs = { strides: 1, pad: 'same', dilations: 2, dimRoundingMode: 'floor' }
  const grad = (name: string, inputs: tf.NamedTensorMap, shape: object) =>
    (
      tf.engine().runKernel(`DepthwiseConv2dNativeBackprop${name}`, inputs, {
        ...attrs,
        ...shape,
      }) as tf.Tensor
    ).dataSync() as Float32Array
  const dx = grad('Input', { dy, filter }, { inputShape: x.shape })
  const dfilter = grad('Filter', { x, dy }, { filterShape: filter.shape })
  disable()
  // linear in each: the error of the difference is rounding, 1e-7/h
  t.ok(relativeDifference([dx, dfilter], expected) < 1e-4)
})
