import type { LeafMeasurement } from '@momenta/core/program'
import * as tf from '@tensorflow/tfjs-core'
import { scaleOf } from './scaleOf.js'
import { sumOfLeaf } from './sumOfLeaf.js'

/** How many numbers are read for a measurement. */
const width = ({ by }: LeafMeasurement<tf.Tensor>): number => (by === 'norm' ? 2 : 1)

/** The maximum of a leaf; NaN if an element is, on every backend. */
const maximumOf = (leaf: tf.Tensor): tf.Tensor => {
  if (leaf.size === 0) return tf.scalar(0)
  const hasNaN = tf.any(tf.notEqual(leaf, leaf))
  return tf.where(hasNaN, tf.scalar(Number.NaN), tf.max(leaf))
}

/** The sum of squares of a leaf, multiplied by a power of two, and that number. */
const scaledSquares = (leaf: tf.Tensor): readonly tf.Tensor[] => {
  const scale = scaleOf([leaf])
  return [sumOfLeaf(tf.square(tf.mul(leaf, scale))), scale]
}

/** All measurements in float32 on the device, as one tensor, so that one readback suffices. */
export const packMeasurements = (wanted: readonly LeafMeasurement<tf.Tensor>[]): tf.Tensor =>
  tf.tidy(() =>
    tf.stack(
      wanted.flatMap(({ by, of }) => {
        if (by === 'norm') return scaledSquares(of)
        return by === 'sum' ? sumOfLeaf(of) : maximumOf(of)
      }),
    ),
  )

/** The numbers of {@link packMeasurements}. */
export const unpackMeasurements = (
  wanted: readonly LeafMeasurement<tf.Tensor>[],
  read: ArrayLike<number>,
): readonly number[] => {
  let at = 0
  return wanted.map((one) => {
    const [value, scale] = [read[at] as number, read[at + 1] as number]
    at += width(one)
    return one.by === 'norm' ? Math.sqrt(value) / scale : value
  })
}
