import * as tf from '@tensorflow/tfjs-core'
import { runsOnHost } from '../measure/runsOnHost.js'

/** Larger trees are not packed: SAM takes five such vectors, each in one binding of the device. */
const mostElements = 2 ** 24

const sizeOf = (leaves: readonly tf.Tensor[]): number =>
  leaves.reduce((sum, { size }) => sum + size, 0)

/**
 * All leaves in one vector on a device, where every operation on a leaf is a dispatch; on cpu and
 * wasm, and where there are many elements, the leaves themselves.
 */
export const pack = (leaves: readonly tf.Tensor[]): readonly tf.Tensor[] => {
  const filled = leaves.filter(({ size }) => size > 0)
  if (runsOnHost() || filled.length < 2 || sizeOf(filled) > mostElements) return leaves
  return [tf.tidy(() => tf.concat(filled.map((leaf) => tf.reshape(leaf, [leaf.size]))))]
}

/** Leaves in the shapes of others, from a vector in the place of these. */
export const unpack = (
  packed: readonly tf.Tensor[],
  like: readonly tf.Tensor[],
): readonly tf.Tensor[] => {
  const [all] = packed
  if (all === undefined || packed.length === like.length) return packed
  const parts = tf.split(
    all,
    like.map(({ size }) => size),
  )
  return like.map(({ shape }, i) => tf.reshape(parts[i] as tf.Tensor, shape))
}
