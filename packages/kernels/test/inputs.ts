import * as tf from '@tensorflow/tfjs-core'

/** A tensor as plain data. */
export interface Input {
  readonly shape: readonly number[]
  readonly dtype: 'float32' | 'int32' | 'bool'
  readonly values: readonly number[]
}

/** Deterministic numbers in [low, high), rounded for int32, by their sign for bool. */
export const input = (
  seed: number,
  shape: readonly number[],
  dtype: Input['dtype'] = 'float32',
  low = -4,
  high = 4,
): Input => {
  let state = seed * 2654435761 + 12345
  const values = Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    const value = low + ((state >>> 8) / 2 ** 24) * (high - low)
    if (dtype === 'float32') return value
    return dtype === 'int32' ? Math.round(value) : Number(value > 0)
  })
  return { shape, dtype, values }
}

/** What a function returns, as plain data, or the message of its error. */
export type Outcome = Input | string

/** Runs a function on the current backend. */
export const outcomeOf = (
  f: (...x: tf.Tensor[]) => tf.Tensor,
  inputs: readonly Input[],
): Outcome => {
  try {
    return tf.tidy(() => {
      const x = inputs.map(({ values, shape, dtype }) => tf.tensor([...values], [...shape], dtype))
      const y = f(...x)
      return {
        shape: y.shape,
        dtype: y.dtype as Input['dtype'],
        values: [...y.dataSync()],
      } as unknown as tf.TensorContainer
    }) as unknown as Outcome
  } catch (error) {
    return (error as Error).message
  }
}

const near = (a: number, b: number, tolerance: number): boolean =>
  Object.is(a, b) || a === b || Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b))

/** Whether two outcomes are the same but for rounding. */
export const alike = (a: Outcome, b: Outcome, tolerance: number): boolean =>
  typeof a !== 'string' &&
  typeof b !== 'string' &&
  a.dtype === b.dtype &&
  String(a.shape) === String(b.shape) &&
  a.values.length === b.values.length &&
  a.values.every((value, i) => near(value, b.values[i] as number, tolerance))
