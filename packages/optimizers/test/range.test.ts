import '@tensorflow/tfjs-backend-cpu'
import { eager } from '@momenta/eager'
import { float64 } from '@momenta/float64'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { plain } from './finished.js'

await tf.setBackend('cpu')

type Make = (typeof plain)[number][1]

const shape: [number, number] = [2, 3]
const start = [1, -2, 0.5, 3, 0.25, -1]
const directions = [
  [1, -1, 0.5, 1, -0.25, 2],
  [-1, -1, 1, -0.5, 1, 1],
]

/** The parameters in float32 and in float64 after gradients of that size. */
const ends = (make: Make, size: number) => {
  const one = make({})
  const [onTensors, inDoubles] = [eager(one), float64(one, { shapes: { w: shape } })]
  let tensors = onTensors.init({ w: tf.tensor2d(start, shape) })
  let doubles = inDoubles.init({ w: Float64Array.from(start) })
  for (const direction of directions) {
    const g = Float32Array.from(direction, (n) => n * size)
    const loss = { value: tf.scalar(1), grads: { w: tf.tensor2d(g, shape) } }
    tensors = onTensors.step(() => loss, tensors)
    doubles = inDoubles.step(() => ({ value: 1, grads: { w: Float64Array.from(g) } }), doubles)
  }
  return [[...tensors.params.w.dataSync()], [...doubles.params.w]] as const
}

const staysFinite = (make: Make, size: number): boolean => {
  const [got, wanted] = ends(make, size)
  return got.every((n, i) => Number.isFinite(n) || Math.abs(wanted[i] as number) > 3.4e38)
}

/** Those whose state has sums of squares, which overflow in float32 as their docstrings say. */
const sumsOfSquares = ['came', 'shampoo', 'soap', 'splus']

t.test('steps are finite for gradients whose squares vanish in float32', async (t) => {
  t.same(
    plain.filter(([, make]) => !staysFinite(make, 1e-45)).map(([name]) => name),
    [],
  )
})

t.test('and for those whose squares overflow, but for sums of squares in the state', async (t) => {
  t.same(
    plain.filter(([, make]) => !staysFinite(make, 3e20)).map(([name]) => name),
    sumsOfSquares,
  )
})
