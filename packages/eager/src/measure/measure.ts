import { type LeafMeasurement, reduceValues } from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import { packMeasurements, unpackMeasurements } from './deviceMeasurements.js'
import { failRead } from './failRead.js'
import { runsOnHost } from './runsOnHost.js'

type Wanted = readonly LeafMeasurement<tf.Tensor>[]

const onHost = (by: LeafMeasurement<tf.Tensor>['by'], values: ArrayLike<number>): number =>
  by === 'norm' ? Math.sqrt(reduceValues('squares', values)) : reduceValues(by, values)

const measureNow = (wanted: Wanted): readonly number[] => {
  if (runsOnHost()) return wanted.map(({ by, of }) => onHost(by, of.dataSync()))
  const packed = packMeasurements(wanted)
  try {
    return unpackMeasurements(wanted, packed.dataSync())
  } finally {
    packed.dispose()
  }
}

/**
 * Norms, sums and maxima of leaves, read synchronously.
 *
 * Computed in float64 on cpu and wasm (see `reduceValues`); on other backends in float32 on the
 * device, in blocks, for norms each leaf multiplied by a power of two so that no square overflows
 * or underflows. A norm is infinite or NaN only if an element is.
 *
 * @throws Error on a backend that can only be read asynchronously, where `stepAsync` must be used.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { measure } from '@momenta/eager'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * measure([{ by: 'norm', of: tf.tensor1d([3, 4]) }, { by: 'sum', of: tf.scalar(2) }]) // => [5, 2]
 */
export const measure = (wanted: Wanted): readonly number[] => {
  if (wanted.length === 0) return []
  try {
    return measureNow(wanted)
  } catch (error) {
    if (wanted.some(({ of }) => of.isDisposed)) throw error
    return failRead('norms; use stepAsync', error)
  }
}

/**
 * {@link measure}, read asynchronously.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { measureAsync } from '@momenta/eager'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * await measureAsync([{ by: 'norm', of: tf.tensor1d([3, 4]) }]) // => [5]
 */
export const measureAsync = async (wanted: Wanted): Promise<readonly number[]> => {
  if (wanted.length === 0) return []
  if (runsOnHost())
    return Promise.all(wanted.map(async ({ by, of }) => onHost(by, await of.data())))
  const packed = packMeasurements(wanted)
  try {
    return unpackMeasurements(wanted, await packed.data())
  } finally {
    packed.dispose()
  }
}
