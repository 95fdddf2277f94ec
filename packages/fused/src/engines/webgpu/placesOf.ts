import type * as tf from '@tensorflow/tfjs-core'
import type { Row } from '../../Engine.js'
import type { Known } from './Known.js'
import type { GpuData } from './WebgpuBackend.js'

/** Where the tensors of rows are, in order. */
export const placesOf = (
  rows: readonly Row[],
  dataOf: (tensor: tf.Tensor) => GpuData,
): Known['places'] =>
  rows.flatMap(({ loads, stores }) =>
    [...loads, ...stores].map((tensor) => {
      const data = dataOf(tensor)
      return { dataId: tensor.dataId, data, resource: data.resource }
    }),
  )

/** Whether all tensors of rows are where those of an earlier run were. */
export const stayed = ({ places }: Pick<Known, 'places'>, rows: readonly Row[]): boolean => {
  let i = 0
  for (const row of rows)
    for (const tensors of [row.loads, row.stores])
      for (const { dataId } of tensors) {
        const place = places[i++]
        if (place?.dataId !== dataId || place.data.resource !== place.resource) return false
      }
  return i === places.length
}
