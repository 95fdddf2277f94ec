import { mapDictionary } from '@momenta/core'
import type * as tf from '@tensorflow/tfjs-core'
import { isTensor } from '../isTensor.js'

/**
 * Maps a function over the tensors in nested records and lists. A tensor that occurs several times
 * is mapped once, so sharing is preserved.
 */
export const mapTensors = <T>(value: T, f: (tensor: tf.Tensor) => tf.Tensor): T => {
  const done = new Map<tf.Tensor, tf.Tensor>()
  const visit = (node: unknown): unknown => {
    if (isTensor(node)) {
      const known = done.get(node) ?? f(node)
      done.set(node, known)
      return known
    }
    if (Array.isArray(node)) return node.map(visit)
    if (typeof node === 'object' && node !== null && Object.getPrototypeOf(node) === null)
      return mapDictionary(node as { readonly [name: string]: unknown }, visit)
    if (typeof node === 'object' && node !== null)
      return Object.fromEntries(Object.entries(node).map(([name, inner]) => [name, visit(inner)]))
    return node
  }
  return visit(value) as T
}
