import * as tf from '@tensorflow/tfjs-core'

type Padding = [before: number, after: number]

/** The element of an axis of n that is copied to each place of the padded axis. */
const sourcesOf = (n: number, [before, after]: Padding, mode: 'reflect' | 'symmetric') => {
  const edge = mode === 'reflect' ? 0 : 1
  return Array.from({ length: before + n + after }, (_, i) => {
    const at = i - before
    if (at < 0) return -at - edge
    return at < n ? at : 2 * (n - 1) - at + edge
  })
}

/** Adds the places of one axis to the elements that were copied to them. */
const foldAxis = (dy: tf.Tensor, axis: number, from: readonly number[], n: number): tf.Tensor => {
  const order = [axis, ...dy.shape.map((_, i) => i).filter((i) => i !== axis)]
  const sums = tf.unsortedSegmentSum(tf.transpose(dy, order), tf.tensor1d([...from], 'int32'), n)
  return tf.transpose(
    sums,
    order.map((_, i) => order.indexOf(i)),
  )
}

/**
 * The gradient of `tf.mirrorPad`: that of an element is summed over its copies. TensorFlow.js's own
 * leaves out the copies in the border.
 */
export const mirrorPad: tf.GradConfig = {
  kernelName: 'MirrorPad',
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attrs) => {
    const paddings = attrs.paddings as Padding[]
    const mode = attrs.mode as 'reflect' | 'symmetric'
    const { shape } = x as tf.Tensor
    return {
      x: () =>
        paddings.reduce<tf.Tensor>((sum, padding, axis) => {
          const n = shape[axis] as number
          return padding[0] + padding[1] === 0
            ? sum
            : foldAxis(sum, axis, sourcesOf(n, padding, mode), n)
        }, dy as tf.Tensor),
    }
  },
}
