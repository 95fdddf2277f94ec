import * as tf from '@tensorflow/tfjs-core'

type Shape = readonly number[]
const sizeOf = (shape: Shape): number => shape.reduce((a, b) => a * b, 1)

/** A shape seen from one axis: what is before it, the axis, what is behind it. */
const around = (shape: Shape, axis: number) => ({
  before: sizeOf(shape.slice(0, axis)),
  n: shape[axis] as number,
  behind: sizeOf(shape.slice(axis + 1)),
})
const withAxis = (shape: Shape, axis: number, n: number) =>
  shape.map((size, i) => (i === axis ? n : size))

/** d − 1 zeros between neighbours along an axis. */
const spread = (x: tf.Tensor, axis: number, d: number): tf.Tensor => {
  const { before, n, behind } = around(x.shape, axis)
  const zeros: [number, number] = [0, d - 1]
  const rows = tf.pad(tf.reshape(x, [before, n, 1, behind]), [[0, 0], [0, 0], zeros, [0, 0]])
  const wide = tf.reshape(rows, [before, n * d, behind])
  const size = (n - 1) * d + 1
  return tf.reshape(
    tf.slice(wide, [0, 0, 0], [before, size, behind]),
    withAxis(x.shape, axis, size),
  )
}

/** Every d-th along an axis: the adjoint of {@link spread}. */
const picked = (x: tf.Tensor, axis: number, d: number): tf.Tensor => {
  const { before, n, behind } = around(x.shape, axis)
  const count = (n - 1) / d + 1
  const whole = tf.pad(tf.reshape(x, [before, n, behind]), [
    [0, 0],
    [0, d - 1],
    [0, 0],
  ])
  const rows = tf.reshape(whole, [before, count, d, behind])
  const first = tf.slice(rows, [0, 0, 0, 0], [before, count, 1, behind])
  return tf.reshape(first, withAxis(x.shape, axis, count))
}

const pairOf = (dilations: unknown): readonly [number, number] => {
  const [h, w] = Array.isArray(dilations) ? dilations : [dilations ?? 1, dilations ?? 1]
  return [h as number, w as number]
}

/** The gradient of a convolution, also with dilations, which stock refuses: it is the convolution with the filter spread out. Without dilations it is stock's. */
export const dilated = (former: tf.GradConfig): tf.GradConfig => ({
  ...former,
  gradFunc: (dy, saved, attrs) => {
    const [h, w] = pairOf(attrs.dilations)
    if (h === 1 && w === 1) return former.gradFunc(dy, saved, attrs)
    const [x, filter] = saved as [tf.Tensor, tf.Tensor]
    const wide = spread(spread(filter, 0, h), 1, w)
    const grads = former.gradFunc(dy, [x, wide], { ...attrs, dilations: [1, 1] })
    const ofWide = grads.filter as () => tf.Tensor
    return { ...grads, filter: () => picked(picked(ofWide(), 0, h), 1, w) }
  },
})
