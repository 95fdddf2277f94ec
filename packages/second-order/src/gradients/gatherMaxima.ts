import * as tf from '@tensorflow/tfjs-core'

/** The attributes of a pooling kernel. */
export type PoolAttrs = {
  readonly filterSize: [number, number] | number
  readonly strides: [number, number] | number
  readonly pad: Parameters<typeof tf.maxPool>[3]
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil'
}

/** The elements of all windows at one tap. */
const sliceTap = (
  padded: tf.Tensor4D,
  info: tf.backend_util.Conv2DInfo,
  kh: number,
  kw: number,
) => {
  const { batchSize, inChannels, outHeight, outWidth, strideHeight, strideWidth } = info
  const end = [
    ...[batchSize, kh + (outHeight - 1) * strideHeight + 1],
    ...[kw + (outWidth - 1) * strideWidth + 1, inChannels],
  ]
  return tf.stridedSlice(padded, [0, kh, kw, 0], end, [1, strideHeight, strideWidth, 1])
}

/** Pads so that every tap of every window is inside. */
const padForTaps = (
  x: tf.Tensor4D,
  info: tf.backend_util.Conv2DInfo,
  value: number,
): tf.Tensor4D => {
  const { padInfo, inHeight, inWidth, outHeight, outWidth } = info
  const { strideHeight, strideWidth, filterHeight, filterWidth } = info
  const bottom = (outHeight - 1) * strideHeight + filterHeight - inHeight - padInfo.top
  const right = (outWidth - 1) * strideWidth + filterWidth - inWidth - padInfo.left
  return tf.pad4d(
    x,
    [
      [0, 0],
      [padInfo.top, Math.max(0, bottom)],
      [padInfo.left, Math.max(0, right)],
      [0, 0],
    ],
    value,
  )
}

/**
 * For each window of a maximum pooling from `input` to `output`: the element of `values` at the
 * maximum, the first one row by row, as in the gradient. Tap by tap, so that windows may overlap.
 */
export const gatherMaxima = (
  values: tf.Tensor4D,
  input: tf.Tensor4D,
  output: tf.Tensor4D,
  { filterSize, strides, pad, dimRoundingMode }: PoolAttrs,
): tf.Tensor4D => {
  const info = tf.backend_util.computePool2DInfo(
    ...([input.shape, filterSize, strides, 1, pad, dimRoundingMode] as Parameters<
      typeof tf.backend_util.computePool2DInfo
    >),
  )
  const [from, of] = [
    padForTaps(values, info, 0),
    padForTaps(input, info, Number.NEGATIVE_INFINITY),
  ]
  let open: tf.Tensor = tf.onesLike(output)
  let taken: tf.Tensor = tf.zerosLike(output)
  for (let kh = 0; kh < info.filterHeight; kh++)
    for (let kw = 0; kw < info.filterWidth; kw++) {
      const hit = tf.mul(open, tf.cast(tf.equal(sliceTap(of, info, kh, kw), output), 'float32'))
      taken = tf.add(taken, tf.mul(hit, sliceTap(from, info, kh, kw)))
      open = tf.sub(open, hit)
    }
  return taken as tf.Tensor4D
}
