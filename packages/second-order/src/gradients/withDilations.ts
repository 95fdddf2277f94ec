import * as tf from '@tensorflow/tfjs-core'

type Shape = readonly number[]
const sizeOf = (shape: Shape): number => shape.reduce((a, b) => a * b, 1)

/** The sizes before, of and after an axis. */
const splitAt = (shape: Shape, axis: number) => ({
  before: sizeOf(shape.slice(0, axis)),
  n: shape[axis] as number,
  after: sizeOf(shape.slice(axis + 1)),
})
const withAxis = (shape: Shape, axis: number, n: number) =>
  shape.map((size, i) => (i === axis ? n : size))

/** Inserts d − 1 zeros between neighbours along an axis. */
const dilate = (x: tf.Tensor, axis: number, d: number): tf.Tensor => {
  const { before, n, after } = splitAt(x.shape, axis)
  const zeros: [number, number] = [0, d - 1]
  const rows = tf.pad(tf.reshape(x, [before, n, 1, after]), [[0, 0], [0, 0], zeros, [0, 0]])
  const wide = tf.reshape(rows, [before, n * d, after])
  const size = (n - 1) * d + 1
  return tf.reshape(tf.slice(wide, [0, 0, 0], [before, size, after]), withAxis(x.shape, axis, size))
}

/** Every d-th element along an axis: the adjoint of {@link dilate}. */
const subsample = (x: tf.Tensor, axis: number, d: number): tf.Tensor => {
  const { before, n, after } = splitAt(x.shape, axis)
  const count = (n - 1) / d + 1
  const padded = tf.pad(tf.reshape(x, [before, n, after]), [
    [0, 0],
    [0, d - 1],
    [0, 0],
  ])
  const rows = tf.reshape(padded, [before, count, d, after])
  const first = tf.slice(rows, [0, 0, 0, 0], [before, count, 1, after])
  return tf.reshape(first, withAxis(x.shape, axis, count))
}

const pairOf = (dilations: unknown): readonly [number, number] => {
  const [h, w] = Array.isArray(dilations) ? dilations : [dilations ?? 1, dilations ?? 1]
  return [h as number, w as number]
}

/**
 * The gradient of a convolution, extended to dilations, which TensorFlow.js rejects: that of the
 * convolution with the dilated filter.
 */
export const withDilations = (former: tf.GradConfig): tf.GradConfig => ({
  ...former,
  gradFunc: (dy, saved, attrs) => {
    const [h, w] = pairOf(attrs.dilations)
    if (h === 1 && w === 1) return former.gradFunc(dy, saved, attrs)
    const [x, filter] = saved as [tf.Tensor, tf.Tensor]
    const wide = dilate(dilate(filter, 0, h), 1, w)
    const grads = former.gradFunc(dy, [x, wide], { ...attrs, dilations: [1, 1] })
    const ofWide = grads.filter as () => tf.Tensor
    return { ...grads, filter: () => subsample(subsample(ofWide(), 0, h), 1, w) }
  },
})
