import type { Tensors } from '@momenta/bench-models'
import { flatten, leavesLike } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'

const who = 'runningStatistics'

const isTensor = (node: unknown): node is tf.Tensor => node instanceof tf.Tensor

const joined = (tensors: readonly tf.Tensor[]): tf.Tensor =>
  tf.concat(tensors.map((tensor) => tf.reshape(tensor, [tensor.size])))

/**
 * Moves running statistics towards the moments of a batch, d s + (1 − d) m: all of them at once,
 * since a network has many and each is small.
 *
 * @param decay - d in [0, 1), the share of the old value.
 */
export const runningStatistics =
  (decay: number) =>
  (statistics: Tensors, moments: Tensors): Tensors => {
    const flat = flatten(who, statistics, isTensor)
    const { leaves, rebuild } = flat
    if (leaves.length === 0) return {}
    const others = leavesLike(who, moments, flat, isTensor)
    // made on the device, where each number would be an upload of its own
    const [own, other] = [tf.fill([], decay), tf.fill([], 1 - decay)]
    const next = tf.split(
      tf.add(tf.mul(joined(leaves), own), tf.mul(joined(others), other)),
      leaves.map(({ size }) => size),
    )
    return rebuild(next.map((tensor, i) => tf.reshape(tensor, leaves[i]?.shape ?? []))) as Tensors
  }
