import * as tf from '@tensorflow/tfjs-core'
import { type Layer, plainLayer } from './Layer.js'

/** max(x, 0). */
export const relu: Layer = plainLayer({}, (_, x) => tf.relu(x))

/** x σ(x). */
export const swish: Layer = plainLayer({}, (_, x) => tf.mul(x, tf.sigmoid(x)))

/** The mean over height and width: [batch, channels]. */
export const globalMean: Layer = plainLayer({}, (_, x) => tf.mean(x, [1, 2]))

/** The maximum over windows of 2 × 2. */
export const maxPool: Layer = plainLayer({}, (_, x) => tf.maxPool(x as tf.Tensor4D, 2, 2, 'valid'))

/** [batch, all others]. */
export const flatten: Layer = plainLayer({}, (_, x) =>
  tf.reshape(x, [x.shape[0] as number, x.size / (x.shape[0] as number)]),
)
