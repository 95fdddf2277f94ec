import type { Tensors } from '@momenta/bench-models'
import * as tf from '@tensorflow/tfjs-core'

/** d s + (1 − d) m of each tensor of a tree; the two shares are scalars. */
const mix = (shares: readonly [tf.Tensor, tf.Tensor], old: Tensors, moments: Tensors): Tensors =>
  Object.fromEntries(
    Object.entries(old).map(([name, statistic]) => {
      const moment = moments[name] as typeof statistic
      return [
        name,
        statistic instanceof tf.Tensor
          ? tf.add(tf.mul(statistic, shares[0]), tf.mul(moment as tf.Tensor, shares[1]))
          : mix(shares, statistic, moment as Tensors),
      ]
    }),
  )

/**
 * Moves running statistics towards the moments of a batch, d s + (1 − d) m.
 *
 * @param decay - d in [0, 1), the share of the old value.
 */
export const runningStatistics =
  (decay: number) =>
  (statistics: Tensors, moments: Tensors): Tensors =>
    // made on the device, where each number would be an upload of its own
    mix([tf.fill([], decay), tf.fill([], 1 - decay)], statistics, moments)
