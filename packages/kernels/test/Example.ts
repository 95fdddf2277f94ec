import { enableTraining } from '@momenta/kernels'
import * as tf from '@tensorflow/tfjs-core'

/** A function of tensors, and the tensors with respect to which it is differentiated. */
export interface Example {
  readonly f: (...x: tf.Tensor[]) => tf.Tensor
  readonly at: readonly { readonly shape: readonly number[]; readonly values: Float32Array }[]
}

/** Deterministic numbers in [-1, 1), distinct enough that maxima have no ties. */
export const numbers = (seed: number, size: number): Float32Array => {
  let state = seed * 2654435761 + 12345
  return Float32Array.from({ length: size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return ((state >>> 8) / 2 ** 24) * 2 - 1
  })
}

/** Inputs of these shapes. */
export const makeInputs = (seed: number, ...shapes: (readonly number[])[]): Example['at'] =>
  shapes.map((shape, i) => ({
    shape,
    values: numbers(
      seed + 977 * i,
      shape.reduce((a, b) => a * b, 1),
    ),
  }))

/** The value on a backend, and the gradients of a weighted sum of it. */
export const evaluate = async (
  backend: string,
  { f, at }: Example,
): Promise<readonly Float32Array[]> => {
  await tf.setBackend(backend)
  const x = at.map(({ shape, values }) => tf.tensor(values, [...shape]))
  const value = tf.tidy(() => f(...x))
  const weights = tf.tensor(numbers(99, value.size), value.shape)
  const grads = tf.grads((...y: tf.Tensor[]) => tf.sum(tf.mul(f(...y), weights)))(x)
  const out = await Promise.all(
    [value, ...grads].map((tensor) => tensor.data() as Promise<Float32Array>),
  )
  tf.dispose([...x, value, weights, ...grads])
  return out
}

/** The largest difference, divided by the largest magnitude. */
export const relativeDifference = (
  a: readonly Float32Array[],
  b: readonly Float32Array[],
): number =>
  Math.max(
    ...a.map((x, i) => {
      const y = b[i] as Float32Array
      if (x.length !== y.length) return Number.POSITIVE_INFINITY
      const scale = Math.max(1e-3, ...y.map(Math.abs))
      return (
        x.reduce((worst, value, j) => Math.max(worst, Math.abs(value - (y[j] as number))), 0) /
        scale
      )
    }),
  )

/** As {@link evaluate}, with the kernels enabled. */
export const evaluateEnabled = async (
  backend: string,
  example: Example,
): Promise<readonly Float32Array[]> => {
  await tf.setBackend(backend)
  const disable = await enableTraining()
  const values = await evaluate(backend, example)
  disable()
  return values
}

/** The difference of a backend with its kernels from cpu; `first` 1 compares the gradients only. */
export const differenceFromCpu = async (
  example: Example,
  first = 0,
  backend = 'wasm',
): Promise<number> => {
  const cpu = await evaluate('cpu', example)
  return relativeDifference(
    (await evaluateEnabled(backend, example)).slice(first),
    cpu.slice(first),
  )
}

/** The tensors and bytes by which a second gradient raises what is allocated on the backend. */
export const leaksOf = ({
  f,
  at,
}: Example): { readonly tensors: number; readonly bytes: number } => {
  const x = at.map(({ shape, values }) => tf.tensor(values, [...shape]))
  const step = () => tf.dispose(tf.grads((...y: tf.Tensor[]) => tf.sum(f(...y)))(x))
  step()
  const before = tf.memory()
  step()
  const after = tf.memory()
  tf.dispose(x)
  return {
    tensors: after.numTensors - before.numTensors,
    bytes: after.numBytes - before.numBytes,
  }
}

/** Central differences of the weighted sum on cpu, whose sums are float64. */
export const centralDifferences = async (
  { f, at }: Example,
  h = 1e-2,
): Promise<readonly Float32Array[]> => {
  await tf.setBackend('cpu')
  const weightsOf = (size: number, shape: number[]) => tf.tensor(numbers(99, size), shape)
  const value = (x: readonly tf.Tensor[]) =>
    tf.tidy(() => {
      const y = f(...x)
      const products = tf.mul(y, weightsOf(y.size, y.shape)).dataSync() as Float32Array
      return products.reduce((a, b) => a + b, 0)
    })
  const moved = (i: number, j: number, by: number) =>
    value(
      at.map(({ shape, values }, k) => {
        const copy = Float32Array.from(values)
        if (k === i) copy[j] = (copy[j] as number) + by
        return tf.tensor(copy, [...shape])
      }),
    )
  return at.map(({ values }, i) =>
    Float32Array.from(values, (_, j) =>
      tf.tidy(() => (moved(i, j, h) - moved(i, j, -h)) / (2 * h)),
    ),
  )
}

/** cpu sums in float64, wasm in float32 runs: 1e-5 of the largest gradient, as documented. */
export const rounding = 1e-5
