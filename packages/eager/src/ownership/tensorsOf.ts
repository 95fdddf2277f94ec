import type * as tf from '@tensorflow/tfjs-core'
import { isTensor } from '../isTensor.js'

/** All tensors in nested records and lists, each once. */
export const tensorsOf = (...nodes: readonly unknown[]): ReadonlySet<tf.Tensor> => {
  const found = new Set<tf.Tensor>()
  const visit = (node: unknown): void => {
    if (isTensor(node)) found.add(node)
    else if (Array.isArray(node)) node.forEach(visit)
    else if (typeof node === 'object' && node !== null) Object.values(node).forEach(visit)
  }
  nodes.forEach(visit)
  return found
}
