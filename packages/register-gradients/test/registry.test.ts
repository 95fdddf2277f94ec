import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { cases, untested } from './cases/index.js'

tf.enableProdMode()
await tf.setBackend('cpu')

/** Deterministic numbers in [0.15, 1.15), evenly spaced and shuffled, so that there are no ties. */
const numbers = (seed: number, size: number): readonly number[] => {
  let state = seed * 2654435761 + 12345
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return (state >>> 8) / 2 ** 24
  }
  return Array.from({ length: size }, (_, i) => ({ value: 0.15 + (i + 0.5) / size, key: next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value)
}
const sizeOf = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1)
type Point = readonly (readonly number[])[]
type F = (...x: tf.Tensor[]) => tf.Tensor

/** A weighted sum of the values of a function, in float64. */
const valueAt = (f: F, shapes: readonly (readonly number[])[], point: Point): number =>
  tf.tidy(() => {
    const y = f(...point.map((x, i) => tf.tensor([...x], [...(shapes[i] as number[])], 'float32')))
    const weights = numbers(99, y.size)
    return [...y.dataSync()].reduce((sum, value, i) => sum + value * (weights[i] as number), 0)
  })

/** Central differences with h and h/2, extrapolated: an error of h⁴ and of rounding, 1e-7/h. */
const differences = (f: F, shapes: readonly (readonly number[])[], point: Point, h: number) =>
  point.map((x, i) =>
    x.map((_, j) => {
      const moved = (by: number) =>
        valueAt(
          f,
          shapes,
          point.map((y, k) => (k === i ? y.map((v, l) => (l === j ? v + by : v)) : y)),
        )
      const slope = (by: number) => (moved(by) - moved(-by)) / (2 * by)
      return (4 * slope(h / 2) - slope(h)) / 3
    }),
  )

const gradients = (f: F, shapes: readonly (readonly number[])[], point: Point) =>
  tf.tidy(() => {
    const x = point.map((y, i) => tf.tensor([...y], [...(shapes[i] as number[])], 'float32'))
    const loss = (...z: tf.Tensor[]) => {
      const y = f(...z)
      return tf.sum(tf.mul(tf.cast(y, 'float32'), tf.tensor([...numbers(99, y.size)], y.shape)))
    }
    return tf
      .grads(loss)(x)
      .map((grad) => [...grad.dataSync()])
  })

const registry = (
  globalThis as unknown as { readonly _tfGlobals: Map<string, Map<string, tf.GradConfig>> }
)._tfGlobals.get('gradRegistry') as Map<string, tf.GradConfig>

t.test('chained operations are not loaded', async (t) => {
  t.notOk('reshape' in tf.Tensor.prototype)
  t.notOk('mul' in tf.Tensor.prototype)
})

t.test('every gradient in the registry has a test, or a reason why not', async (t) => {
  t.ok(registry.size > 90, `${registry.size} gradients`)
  for (const name of registry.keys())
    t.ok(name in cases || name in untested, `${name} has a case or a reason`)
  for (const name of [...Object.keys(cases), ...Object.keys(untested)])
    t.ok(registry.has(name), `${name} is a gradient`)
})

for (const [kernel, examples] of Object.entries(cases))
  t.test(`the gradient of ${kernel} agrees with differences`, async (t) => {
    const gradient = registry.get(kernel) as tf.GradConfig
    let calls = 0
    registry.set(kernel, {
      ...gradient,
      gradFunc: (...args) => {
        calls++
        return gradient.gradFunc(...args)
      },
    })
    for (const [i, { f, shapes, at = (x: number) => x }] of examples.entries()) {
      const point = shapes.map((shape, k) => numbers(7 * i + k + 3, sizeOf(shape)).map(at))
      const found = gradients(f, shapes, point)
      const expected = differences(f, shapes, point, 0.02)
      expected.forEach((row, k) => {
        row.forEach((slope, j) => {
          const value = found[k]?.[j] as number
          // rounding of the values, 6e-8 · size/h, and the fourth order of the step
          const near = Math.abs(value - slope) <= 1e-3 * Math.max(1, Math.abs(slope))
          if (!near) t.fail(`example ${i}, input ${k}[${j}]: ${value}, differences ${slope}`)
        })
      })
      t.ok(calls > 0, `example ${i} runs it`)
    }
    registry.set(kernel, gradient)
  })
