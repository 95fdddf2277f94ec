import type * as tf from '@tensorflow/tfjs-core'
import type { Row } from '../Engine.js'
import { checkTensor } from './checkTensor.js'

/**
 * Checks that all tensors of the row of a leaf have the shape of its parameter: this prevents every
 * engine from writing beyond a tensor, with any state.
 *
 * @throws TypeError that names the leaf.
 */
export const checkRow = (leaf: string, parameter: tf.Tensor, { loads, stores }: Row): void => {
  for (const tensor of loads) checkTensor(leaf, parameter, tensor)
  for (const tensor of stores) checkTensor(leaf, parameter, tensor)
}
