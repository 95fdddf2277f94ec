import type * as tf from '@tensorflow/tfjs-core'
import type { Row } from '../../Engine.js'
import type { Bindings } from './emit.js'

/** A row with its memory: each buffer once, and the buffer of each stream. */
export interface BoundRow {
  readonly row: Row
  readonly size: number
  readonly bindings: Bindings
  readonly buffers: readonly GPUBuffer[]
}

/** Looks up the buffers of a row. */
export const bindRow = (row: Row, bufferOf: (dataId: object) => GPUBuffer): BoundRow => {
  const buffers: GPUBuffer[] = []
  const place = ({ dataId }: tf.Tensor): number => {
    const buffer = bufferOf(dataId)
    const known = buffers.indexOf(buffer)
    return known < 0 ? buffers.push(buffer) - 1 : known
  }
  const [loads, stores] = [row.loads.map(place), row.stores.map(place)]
  const { size } = row.stores[0] as tf.Tensor
  return { row, size, bindings: { loads, stores, count: buffers.length }, buffers }
}

const haveSameItems = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i])

/** Whether the streams of two rows share buffers in the same way, so that one shader fits both. */
export const areAlike = ({ bindings: a }: BoundRow, { bindings: b }: BoundRow): boolean =>
  haveSameItems(a.loads, b.loads) && haveSameItems(a.stores, b.stores)
