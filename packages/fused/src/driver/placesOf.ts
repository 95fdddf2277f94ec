import type { PartState } from '@momenta/core'
import type * as tf from '@tensorflow/tfjs-core'

/** In how many places each tensor of an iterate stands: parameters, slots and entries of all leaves and parts. */
export const placesOf = (
  params: readonly tf.Tensor[],
  parts: readonly PartState<tf.Tensor>[],
): Map<tf.Tensor, number> => {
  const places = new Map<tf.Tensor, number>()
  const stand = (tensor: tf.Tensor) => places.set(tensor, (places.get(tensor) ?? 0) + 1)
  for (const tensor of params) stand(tensor)
  for (const { slots, buffers } of parts) {
    for (const slot in slots) {
      const values = slots[slot] as { readonly [leaf: string]: tf.Tensor }
      for (const leaf in values) stand(values[leaf] as tf.Tensor)
    }
    for (const leaf in buffers)
      for (const entry of buffers[leaf] as readonly tf.Tensor[]) stand(entry)
  }
  return places
}
