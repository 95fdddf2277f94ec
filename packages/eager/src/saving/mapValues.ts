import { mapDictionary } from '@momenta/core'
import type { Saved, SavedPart, SavedTensor } from './Saved.js'

/** Maps the values of all tensors, for example bytes to text, offsets or hashes. */
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
