import * as tf from '@tensorflow/tfjs'

const size = 12

/** Noisy images of 12 x 12, and what each shows as one of three classes: a row, a column, a diagonal. */
export const images = (count: number, seed: number) =>
  tf.tidy(() => {
    const shapes = Array.from({ length: count }, (_, i) => (i + seed) % 3)
    const bars = shapes.map((shape, n) => {
      const at = (n * 7 + seed) % size
      return Array.from({ length: size }, (_, y) =>
        Array.from({ length: size }, (_, x) => [
          Number([y === at, x === at, (x + y) % size === at][shape]),
        ]),
      )
    })
    const noise = tf.randomNormal([count, size, size, 1], 0, 0.5, 'float32', seed)
    return {
      pixels: tf.add(noise, tf.tensor4d(bars)),
      labels: tf.oneHot(tf.tensor1d(shapes, 'int32'), 3),
    }
  })
