import type * as tf from '@tensorflow/tfjs-core'
import type { Row } from '../Engine.js'

const described = (tensor: tf.Tensor | undefined): string => {
  if (typeof tensor?.dtype !== 'string') return String(tensor)
  return tensor.isDisposed
    ? 'a disposed tensor'
    : `${tensor.dtype} of shape [${tensor.shape.join(', ')}]`
}

const isAlike = (a: readonly number[], b: readonly number[]): boolean => {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/**
 * The row of a leaf, whose tensors must all have the shape of its parameter: the one place that keeps every engine from writing beyond a
 * tensor, whatever state it is handed.
 *
 * @throws TypeError that names the leaf.
 */
export const checkedRow = <R extends Row>(leaf: string, { shape }: tf.Tensor, row: R): R => {
  const check = (tensor: tf.Tensor | undefined) => {
    if (tensor?.dtype !== 'float32' || tensor.isDisposed || !isAlike(tensor.shape, shape))
      throw new TypeError(
        `step: the state of '${leaf}' must hold float32 tensors of shape [${shape.join(', ')}], got ${described(tensor)}; give step an iterate that init, step or load returned`,
      )
  }
  for (const tensor of row.loads) check(tensor)
  for (const tensor of row.stores) check(tensor)
  return row
}
