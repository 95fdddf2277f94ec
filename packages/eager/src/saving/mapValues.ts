import { mapDictionary } from '@momenta/core'
import type { Saved, SavedPart, SavedTensor } from './Saved.js'

const escapeSlash = (slot: string): string => slot.replaceAll('%', '%25').replaceAll('/', '%2F')

/**
 * Maps the values of all tensors, for example bytes to text or hashes.
 *
 * @param f - Receives the values of a tensor, its shape, and a name that no other tensor has: only
 *   its last segment, the name of the leaf, contains a slash.
 */
export const mapValues = <A, B>(
  saved: Saved<A>,
  f: (values: A, shape: readonly number[], name: string) => B,
): Saved<B> => {
  const one = ({ dtype, shape, values }: SavedTensor<A>, name: string): SavedTensor<B> => ({
    dtype,
    shape,
    values: f(values, shape, name),
  })
  const part = ({ host, hyper, slots, buffers }: SavedPart<A>, i: number): SavedPart<B> => ({
    host,
    hyper,
    slots: mapDictionary(slots, (named, slot) =>
      mapDictionary(named, (tensor, leaf) =>
        one(tensor, `slots/${i}/${escapeSlash(slot)}/${leaf}`),
      ),
    ),
    buffers: mapDictionary(buffers, (entries, leaf) =>
      entries.map((tensor, k) => one(tensor, `entries/${i}/${k}/${leaf}`)),
    ),
  })
  return {
    ...saved,
    params: mapDictionary(saved.params, (tensor, leaf) => one(tensor, `params/${leaf}`)),
    parts: saved.parts.map(part),
  }
}
