import * as tf from '@tensorflow/tfjs-core'
import prand from 'pure-rand'
import { type Layer, plainLayer } from './Layer.js'

/** 1/(1 − rate) with probability 1 − rate, else 0; a pure function of the seed. */
const maskOf = (size: number, rate: number, seed: number): Float32Array => {
  const generator = prand.xoroshiro128plus(seed)
  const kept = 1 / (1 - rate)
  return Float32Array.from({ length: size }, () =>
    prand.unsafeUniformIntDistribution(0, 2 ** 24 - 1, generator) < rate * 2 ** 24 ? 0 : kept,
  )
}

/**
 * Dropout: in training each element becomes 0 with probability `rate`, the others are divided by
 * 1 − rate.
 *
 * @param perExample - One draw per example instead of per element: drop connect (stochastic depth).
 * @throws RangeError unless the rate lies in [0, 1).
 */
export const dropout = (rate: number, perExample = false): Layer => {
  if (!(rate >= 0 && rate < 1))
    throw new RangeError(`dropout: rate must lie in [0, 1), got ${rate}`)
  return plainLayer({}, (_, x, { training, seed }) => {
    if (!training || rate === 0) return x
    const shape = perExample ? x.shape.map((extent, axis) => (axis === 0 ? extent : 1)) : x.shape
    const size = shape.reduce((product, extent) => product * extent, 1)
    return tf.mul(x, tf.tensor(maskOf(size, rate, seed), shape))
  })
}
