import type * as tf from '@tensorflow/tfjs-core'
import { fail } from './fail.js'
import { kindOf } from './kindOf.js'
import { recordOf } from './recordOf.js'

const sameShape = (shape: unknown, like: readonly number[]): boolean =>
  Array.isArray(shape) && shape.length === like.length && like.every((n, i) => n === shape[i])

const isNumbers = (values: unknown): values is ArrayLike<number> =>
  values instanceof Float32Array ||
  (Array.isArray(values) && values.every((value) => typeof value === 'number'))

/** The numbers of a saved tensor, a copy; they must be as many as its shape says, and that of the tensor it stands for. */
export const valuesOf = (where: string, saved: unknown, like: tf.Tensor): Float32Array => {
  const { shape, values } = recordOf(where, saved)
  if (!sameShape(shape, like.shape))
    fail(
      `${where} must have shape [${like.shape.join(', ')}], got ${Array.isArray(shape) ? `[${shape.join(', ')}]` : kindOf(shape)}`,
    )
  if (!isNumbers(values))
    return fail(`${where} must have values in a Float32Array or a list of numbers`)
  if (values.length !== like.size)
    fail(`${where} must have ${like.size} values, got ${values.length}`)
  return Float32Array.from(values)
}
