import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { enableTraining } from '@momenta/kernels'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { guardedHeap } from './guardedHeap.js'
import { alike, type Input, input, outcomeOf } from './inputs.js'

tf.enableProdMode()
await tf.setBackend('wasm')
const disable = await enableTraining()
const heap = guardedHeap()

type F = (...x: tf.Tensor[]) => tf.Tensor
type Case = readonly [name: string, f: F, inputs: readonly Input[]]
type Type = Input['dtype']
const types: readonly Type[] = ['float32', 'int32', 'bool']
const shapes = [[5], [3, 4], [2, 3, 2]]
const of = tf as unknown as { readonly [name: string]: F }
const named = (name: string): F => of[name] as F

const unary = [
  ...['abs', 'acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'ceil', 'cos', 'cosh', 'elu'],
  ...['erf', 'exp', 'expm1', 'floor', 'isFinite', 'isInf', 'isNaN', 'leakyRelu', 'log1p'],
  ...['onesLike', 'reciprocal', 'relu', 'relu6', 'round', 'selu', 'sigmoid', 'sign', 'sin'],
  ...['sinh', 'softplus', 'square', 'step', 'tan', 'tanh', 'zerosLike', 'clone', 'reverse'],
]
const binary = [
  ...['mul', 'maximum', 'minimum', 'squaredDifference', 'atan2', 'equal', 'notEqual', 'greater'],
  ...['greaterEqual', 'less', 'lessEqual', 'logicalAnd', 'logicalOr', 'logicalXor', 'prelu'],
]
const reductions = ['sum', 'mean', 'prod', 'max', 'min', 'argMax', 'argMin', 'all', 'any']

const everyType = (dtype: Type, shape: readonly number[]): readonly Case[] => {
  const at = `${dtype} [${shape}]`
  const x = (seed: number, low = -4, high = 4) => input(seed, shape, dtype, low, high)
  const logical = (name: string) => name === 'all' || name === 'any' || name.startsWith('logical')
  return [
    ...unary
      // (−1)-valued bool is no bool: what neg and acosh of one make differs
      .filter((name) => name !== 'acosh' || dtype !== 'bool')
      .map((name): Case => [`${name} ${at}`, named(name), [x(1, name === 'acosh' ? 1 : -4)]]),
    ...binary
      .filter((name) => !logical(name) || dtype === 'bool')
      .map((name): Case => [`${name} ${at}`, named(name), [x(2), x(3)]]),
    ...reductions
      .filter((name) => !logical(name) || dtype === 'bool')
      .flatMap((name) =>
        [0, shape.length - 1].map(
          (axis): Case => [
            `${name} ${at} along ${axis}`,
            (y) => named(name)(y, axis as unknown as tf.Tensor),
            [x(4)],
          ],
        ),
      ),
    ...types.map((to): Case => [`cast ${at} to ${to}`, (y) => tf.cast(y, to), [x(5, -600, 600)]]),
    [`fill ${at}`, () => tf.fill([...shape], 3, dtype), []],
    [`range ${dtype}`, () => tf.range(0, 5, 1, dtype as 'int32'), []],
    [`clipByValue ${at}`, (y) => tf.clipByValue(y, -0.5, 1.5), [x(6)]],
    [
      `stridedSlice ${at}`,
      (y) =>
        tf.stridedSlice(
          y,
          shape.map(() => 0),
          [...shape],
          shape.map(() => 2),
        ),
      [x(7)],
    ],
    [
      `where ${at}`,
      (c, a, b) => tf.where(c, a, b as tf.Tensor),
      [input(8, shape, 'bool'), x(9), x(10)],
    ],
    [
      `pad ${at}`,
      (y) =>
        tf.pad(
          y,
          shape.map(() => [1, 2] as [number, number]),
          1,
        ),
      [x(11)],
    ],
    [
      `tile ${at}`,
      (y) =>
        tf.tile(
          y,
          shape.map(() => 2),
        ),
      [x(12)],
    ],
    [`gather ${at}`, (y) => tf.gather(y, tf.tensor1d([1, 0, 1], 'int32')), [x(13)]],
    [`concat ${at}`, (a, b) => tf.concat([a, b as tf.Tensor]), [x(14), x(15)]],
    [`transpose ${at}`, (y) => tf.transpose(y), [x(16)]],
    [
      `searchSorted ${at}`,
      (y) => tf.searchSorted(tf.tensor1d([0, 1, 1], dtype), tf.reshape(y, [-1])),
      [x(17)],
    ],
    ...types.map(
      (to): Case => [
        `oneHot [${shape}] as ${to}`,
        (y) => tf.oneHot(y, 3, 1, 0, to as 'float32'),
        [input(18, shape, 'int32', -2, 4)],
      ],
    ),
    [
      `oneHot [${shape}], 5 and -2`,
      (y) => tf.oneHot(y, 4, 5, -2, 'float32'),
      [input(19, shape, 'int32', 0, 4)],
    ],
  ]
}

const cases: readonly Case[] = [
  ...types.flatMap((dtype) => shapes.flatMap((shape) => everyType(dtype, shape))),
  ['linspace', () => tf.linspace(0, 3, 7), []],
  ['eye', () => tf.eye(3, 4, [2], 'int32'), []],
  ['multinomial of one outcome', () => tf.multinomial(tf.tensor1d([0, 100, 0]), 4, 1), []],
]

t.test('wasm with the kernels agrees with cpu for every type, values and type', async (t) => {
  for (const [name, f, inputs] of cases) {
    await tf.setBackend('cpu')
    const cpu = outcomeOf(f, inputs)
    await tf.setBackend('wasm')
    const wasm = outcomeOf(f, inputs)
    if (typeof cpu === 'string') {
      t.type(wasm, 'string', `${name} is an error on both`)
      continue
    }
    // float32 functions of the C library and of JavaScript: a few units of the last place
    const same = alike(wasm, cpu, 2e-6)
    t.ok(same, same ? name : `${name}: ${JSON.stringify(wasm)}, cpu ${JSON.stringify(cpu)}`)
  }
  t.equal(heap.overruns(), 0, 'nothing is written beyond the end of a tensor')
})

t.test('one-hot rows, worked by hand', async (t) => {
  await tf.setBackend('wasm')
  const rows = tf.oneHot(tf.tensor1d([0, 2, 7, -1], 'int32'), 3, 1, 0, 'float32')
  t.same([...rows.dataSync()], [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0])
  t.same([...tf.cast(tf.tensor1d([0.5, 256, 0, -1]), 'bool').dataSync()], [1, 1, 0, 1])
})

t.test('int32 elements keep all their bits', async (t) => {
  await tf.setBackend('wasm')
  const x = tf.tensor1d([16777217, 2147483647, -5], 'int32')
  t.same([...tf.stridedSlice(x, [0], [3], [2]).dataSync()], [16777217, -5])
  t.same([...tf.reverse(x).dataSync()], [-5, 2147483647, 16777217])
})

t.teardown(() => {
  heap.restore()
  disable()
})
