import type { Tensors } from '@momenta/bench-models'
import * as tf from '@tensorflow/tfjs-core'

/**
 * Moves running statistics towards the moments of a batch, d s + (1 − d) m.
 *
 * @param decay - d in [0, 1), the share of the old value.
 */
export const runningStatistics =
  (decay: number) =>
  (statistics: Tensors, moments: Tensors): Tensors =>
    Object.fromEntries(
      Object.entries(statistics).map(([name, old]) => {
        const moment = moments[name] as typeof old
        return [
          name,
          old instanceof tf.Tensor
            ? tf.add(tf.mul(old, decay), tf.mul(moment as tf.Tensor, 1 - decay))
            : runningStatistics(decay)(old, moment as Tensors),
        ]
      }),
    )
