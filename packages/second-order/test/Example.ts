import * as tf from '@tensorflow/tfjs-core'

/** A function of tensors. */
export type F = (...x: tf.Tensor[]) => tf.Tensor

/** A function, and the shapes of its inputs. */
export interface Example {
  readonly f: F
  readonly shapes: readonly number[][]
  /** The inputs are in [0.2, 1.2] in magnitude, away from kinks; positive if true. */
  readonly positive?: boolean
}

/**
 * Deterministic numbers in [0.2, 1.2), signed unless positive, evenly spaced and shuffled: no kink
 * and no tie within a step.
 */
const numbers = (seed: number, size: number, positive = false): Float32Array => {
  let state = seed * 2654435761 + 12345
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return (state >>> 8) / 2 ** 24
  }
  const even = Array.from({ length: size }, (_, i) => {
    const value = 0.2 + (i + 0.5) / size
    return { value: positive || next() < 0.5 ? value : -value, key: next() }
  })
  return Float32Array.from(
    even.sort((a, b) => a.key - b.key),
    ({ value }) => value,
  )
}

/** Inputs by name. */
export const pointOf = ({ shapes, positive }: Example, seed = 7) =>
  Object.fromEntries(
    shapes.map((shape, i) => [
      `x${i}`,
      tf.tensor(
        numbers(
          seed + i,
          shape.reduce((a, b) => a * b, 1),
          positive,
        ),
        shape,
      ),
    ]),
  )

/** A loss that is curved in the value, so that every second derivative counts. */
export const lossOf =
  ({ f }: Example) =>
  (params: { readonly [name: string]: tf.Tensor }) => {
    const y = f(...Object.values(params))
    const weights = tf.tensor(numbers(99, y.size), y.shape)
    return tf.sum(tf.mul(weights, tf.add(y, tf.mul(0.3, tf.square(y))))) as tf.Scalar
  }
