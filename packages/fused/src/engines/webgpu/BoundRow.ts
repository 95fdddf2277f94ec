import type * as tf from '@tensorflow/tfjs-core'
import type { Row } from '../../Engine.js'
import { haveSameItems } from './cacheBindGroups.js'
import type { Bindings } from './emit.js'

/** A row with its memory: each buffer once, and the buffer of each stream. */
export interface BoundRow {
  readonly size: number
  /** The same object for all rows whose streams share buffers in the same way. */
  readonly bindings: Bindings
  readonly buffers: readonly GPUBuffer[]
}

/**
 * Looks up the buffers of a row.
 *
 * @param known - The bindings of all rows of the program so far; receives new ones.
 */
export const bindRow = (
  { loads, stores }: Row,
  bufferOf: (dataId: object) => GPUBuffer,
  known: Bindings[],
): BoundRow => {
  const buffers: GPUBuffer[] = []
  const place = ({ dataId }: tf.Tensor): number => {
    const buffer = bufferOf(dataId)
    const found = buffers.indexOf(buffer)
    return found < 0 ? buffers.push(buffer) - 1 : found
  }
  const places = [...loads, ...stores].map(place)
  let bindings = known.find((one) => haveSameItems(one.places, places))
  if (bindings === undefined) {
    const own = places.slice(loads.length)
    bindings = { places, stores: own, count: buffers.length, pipelines: [] }
    known.push(bindings)
  }
  return { size: (stores[0] as tf.Tensor).size, bindings, buffers }
}
