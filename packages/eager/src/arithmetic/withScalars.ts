import type { Arithmetic } from '@momenta/core'
import type * as tf from '@tensorflow/tfjs-core'
import { tensors } from './tensors.js'

/** Arithmetic on tensors that makes one tensor per number in a run of bodies. */
export const withScalars = (): Arithmetic<tf.Tensor> => {
  const made = new Map<number, tf.Tensor>()
  return {
    ...tensors,
    of: (n) => {
      // A Map does not distinguish -0 from 0, so -0 is not cached.
      if (Object.is(n, -0)) return tensors.of(n)
      const known = made.get(n)
      if (known !== undefined) return known
      const scalar = tensors.of(n)
      made.set(n, scalar)
      return scalar
    },
  }
}
