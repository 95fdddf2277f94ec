import { mapDictionary } from '@momenta/core'
import type * as tf from '@tensorflow/tfjs-core'
import { isTensor } from '../isTensor.js'

/** Replaces each tensor in a value of records and lists; one that stands in several places is replaced once, so sharing stays. */
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
