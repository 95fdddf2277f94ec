import * as tf from '@tensorflow/tfjs-core'

/** The parameters: a plain object of tensors. */
export const initialParams = () => ({
  first: tf.randomNormal<tf.Rank.R2>([2, 32], 0, 0.7, 'float32', 1),
  firstBias: tf.zeros<tf.Rank.R1>([32]),
  second: tf.randomNormal<tf.Rank.R2>([32, 32], 0, 0.2, 'float32', 2),
  secondBias: tf.zeros<tf.Rank.R1>([32]),
  last: tf.randomNormal<tf.Rank.R2>([32, 1], 0, 0.2, 'float32', 3),
})
export type Params = ReturnType<typeof initialParams>

/** Positive on one spiral, negative on the other. */
export const score = (params: Params, points: tf.Tensor2D): tf.Tensor1D => {
  const { first, firstBias, second, secondBias, last } = params
  const hidden = tf.tanh(tf.add(tf.matMul(points, first), firstBias)) as tf.Tensor2D
  const deeper = tf.tanh(tf.add(tf.matMul(hidden, second), secondBias)) as tf.Tensor2D
  return tf.reshape(tf.matMul(deeper, last), [-1])
}

/** Log loss, for sides of 1 and -1. */
export const loss = (params: Params, points: tf.Tensor2D, sides: tf.Tensor1D): tf.Scalar =>
  tf.mean(tf.softplus(tf.neg(tf.mul(sides, score(params, points)))))

/** Points on two spirals, and the side of each: 1 or -1. */
export const spirals = (count: number) => {
  const sides = Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 1 : -1))
  const points = sides.map((side, i) => {
    const turn = 0.5 + (8 * i) / count
    return [(side * turn * Math.cos(turn)) / 9, (side * turn * Math.sin(turn)) / 9] as const
  })
  return { points, sides }
}
