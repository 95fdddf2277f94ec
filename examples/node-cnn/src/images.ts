import * as tf from '@tensorflow/tfjs-core'

const size = 12

/** A batch of noisy images of 12 x 12, and what each shows: 0 a row, 1 a column, 2 a diagonal. */
export const images = (count: number, seed: number) => {
  const shapes = Array.from({ length: count }, (_, i) => (i + seed) % 3)
  const pixels = tf.tidy(() => {
    const noise = tf.randomNormal([count, size, size], 0, 0.5, 'float32', seed)
    const bars = shapes.map((shape, n) => {
      const at = (n * 7 + seed) % size
      return Array.from({ length: size }, (_, y) =>
        Array.from({ length: size }, (_, x) =>
          Number([y === at, x === at, (x + y) % size === at][shape]),
        ),
      )
    })
    return tf.expandDims(tf.add(noise, tf.tensor3d(bars)), 3) as tf.Tensor4D
  })
  return { pixels, labels: tf.tensor1d(shapes, 'int32') }
}
