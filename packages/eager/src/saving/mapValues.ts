import { mapDictionary } from '@momenta/core'
import type { Saved, SavedPart, SavedTensor } from './Saved.js'

/** Other values in the same tensors: how bytes become text, offsets or hashes. */
export const mapValues = <A, B>(saved: Saved<A>, f: (values: A) => B): Saved<B> => {
  const one = ({ dtype, shape, values }: SavedTensor<A>): SavedTensor<B> => ({
    dtype,
    shape,
    values: f(values),
  })
  const part = ({ host, hyper, slots, buffers }: SavedPart<A>): SavedPart<B> => ({
    host,
    hyper,
    slots: mapDictionary(slots, (named) => mapDictionary(named, one)),
    buffers: mapDictionary(buffers, (entries) => entries.map(one)),
  })
  return { ...saved, params: mapDictionary(saved.params, one), parts: saved.parts.map(part) }
}
