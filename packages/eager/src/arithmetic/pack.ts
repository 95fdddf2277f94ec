import * as tf from '@tensorflow/tfjs-core'
import { runsOnHost } from '../measure/runsOnHost.js'

/** Larger trees are not packed: their operations take longer than it takes to start them. */
const mostElements = 2 ** 22

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
  let from = 0
  return like.map(({ shape, size }) => {
    if (size === 0) return tf.zeros(shape)
    const own = tf.slice(all, [from], [size])
    from += size
    return tf.reshape(own, shape)
  })
}
