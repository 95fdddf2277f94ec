import type * as tf from '@tensorflow/tfjs-core'
import type { Row } from '../Engine.js'
import { checkAlike } from './checkAlike.js'

/**
 * The row of a leaf, whose tensors must all have the shape of its parameter: the one place that keeps every engine from writing beyond a
 * tensor, whatever state it is handed.
 *
 * @throws TypeError that names the leaf.
 */
export const checkedRow = <R extends Row>(leaf: string, parameter: tf.Tensor, row: R): R => {
  for (const tensor of row.loads) checkAlike(leaf, parameter, tensor)
  for (const tensor of row.stores) checkAlike(leaf, parameter, tensor)
  return row
}
