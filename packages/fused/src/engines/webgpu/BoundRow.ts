import type * as tf from '@tensorflow/tfjs-core'
import type { Row } from '../../Engine.js'
import type { Bindings } from './emit.js'

/** A row with its memory: each buffer once, and the buffer of each stream. */
export interface BoundRow {
  readonly row: Row
  readonly size: number
  /** The same object for all rows whose streams share buffers in the same way. */
  readonly bindings: Bindings
  readonly buffers: readonly GPUBuffer[]
}

const haveSameItems = (a: readonly number[], b: readonly number[]): boolean => {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/**
 * Looks up the buffers of a row.
 *
 * @param known - The bindings of all rows of the program so far; receives new ones.
 */
export const bindRow = (
  row: Row,
  bufferOf: (dataId: object) => GPUBuffer,
  known: Bindings[],
): BoundRow => {
  const buffers: GPUBuffer[] = []
  const place = ({ dataId }: tf.Tensor): number => {
    const buffer = bufferOf(dataId)
    const found = buffers.indexOf(buffer)
    return found < 0 ? buffers.push(buffer) - 1 : found
  }
  const [loads, stores] = [row.loads.map(place), row.stores.map(place)]
  let bindings = known.find(
    (one) => haveSameItems(one.loads, loads) && haveSameItems(one.stores, stores),
  )
  if (bindings === undefined) {
    bindings = { loads, stores, count: buffers.length }
    known.push(bindings)
  }
  return { row, size: (row.stores[0] as tf.Tensor).size, bindings, buffers }
}
