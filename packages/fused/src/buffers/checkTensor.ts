import { show } from '@momenta/core'
import type * as tf from '@tensorflow/tfjs-core'

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
 * Checks that a tensor of the row of a leaf is float32, not disposed and has the shape of its
 * parameter.
 *
 * @throws TypeError that names the leaf.
 */
export const checkTensor = (
  leaf: string,
  { shape }: { readonly shape: readonly number[] },
  tensor: tf.Tensor | undefined,
): void => {
  if (tensor?.dtype !== 'float32' || tensor.isDisposed || !isAlike(tensor.shape, shape))
    throw new TypeError(
      `step: the state of ${show(leaf)} must hold float32 tensors of shape [${shape.join(', ')}], got ${described(tensor)}; pass an iterate that init, step or load returned`,
    )
}
