import { mapDictionary } from '@momenta/core'
import { handle } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { Run } from './Run.js'

/**
 * The run with new tensors on the memory of its state, whose former tensors are disposed. Those
 * that `getWeights` returned then throw when they are read, instead of changing with the next step.
 */
export const keepLent = (run: Run): Run => {
  const known = new Map<tf.Tensor, tf.Tensor>()
  const renewed = (tensor: tf.Tensor): tf.Tensor => {
    const made = known.get(tensor) ?? tf.keep(handle(tensor))
    known.set(tensor, made)
    return made
  }
  const { iterate } = run
  const params = Object.fromEntries(
    Object.entries(iterate.params).map(([name, tensor]) => [name, renewed(tensor)]),
  )
  const parts = iterate.state.parts.map((part) => ({
    ...part,
    slots: mapDictionary(part.slots, (byLeaf) => mapDictionary(byLeaf, renewed)),
    buffers: mapDictionary(part.buffers, (entries) => entries.map(renewed)),
  }))
  tf.dispose([...known.keys()])
  return { ...run, iterate: { ...iterate, params, state: { ...iterate.state, parts } } }
}
