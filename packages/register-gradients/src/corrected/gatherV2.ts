import * as tf from '@tensorflow/tfjs-core'

const { sizeFromShape } = tf.util

/** The indices of the rows of x as [batch · n, ...]: those of batch b start at b n. */
const rowsOf = (indices: tf.Tensor, batch: number, n: number): tf.Tensor1D => {
  if (batch === 1) return tf.reshape(indices, [indices.size]) as tf.Tensor1D
  const perBatch = indices.size / Math.max(1, batch)
  const first = tf.reshape(tf.mul(tf.range(0, batch, 1, 'int32'), tf.scalar(n, 'int32')), [
    batch,
    1,
  ])
  const rows = tf.add(tf.reshape(tf.cast(indices, 'int32'), [batch, perBatch]), first)
  return tf.reshape(rows, [indices.size])
}

/** Adds each slice of dy to the slice of x that it was taken from. */
const scatter = (
  x: tf.Tensor,
  indices: tf.Tensor,
  dy: tf.Tensor,
  axis: number,
  batchDims: number,
): tf.Tensor => {
  const n = x.shape[axis] as number
  const batch = sizeFromShape(x.shape.slice(0, batchDims))
  const outer = sizeFromShape(x.shape.slice(batchDims, axis))
  const inner = sizeFromShape(x.shape.slice(axis + 1))
  const perBatch = indices.size / Math.max(1, batch)
  // a transposition copies, so there is none if there is nothing to swap
  const swap = (y: tf.Tensor) => (outer === 1 ? y : tf.transpose(y, [0, 2, 1, 3]))
  const slices = swap(tf.reshape(dy, [batch, outer, perBatch, inner]))
  const values = tf.reshape(slices, [batch * perBatch, outer * inner])
  const sums = tf.unsortedSegmentSum(values, rowsOf(indices, batch, n), batch * n)
  return tf.reshape(swap(tf.reshape(sums, [batch, n, outer, inner])), x.shape)
}

/**
 * The gradient of `tf.gather`. TensorFlow.js's own calls `x.split` for one batch dimension, which
 * tfjs-core alone does not have, and throws for more than one.
 */
export const gatherV2: tf.GradConfig = {
  kernelName: 'GatherV2',
  inputsToSave: ['x', 'indices'],
  gradFunc: (dy, saved, attrs) => {
    const [x, indices] = saved as [tf.Tensor, tf.Tensor]
    const [axis] = tf.util.parseAxisParam(attrs.axis as number, x.shape) as [number]
    return {
      x: () => scatter(x, indices, dy as tf.Tensor, axis, (attrs.batchDims as number) ?? 0),
      indices: () => tf.zeros(indices.shape),
    }
  },
}
