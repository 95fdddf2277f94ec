import type { Leaf } from '@momenta/core'
import { show } from '@momenta/core'
import type { Flat } from '@momenta/tree'
import type * as tf from '@tensorflow/tfjs-core'

/** The leaves that transforms see; throws if there are none or one is not float32. */
export const leavesOf = (who: string, { leaves, names }: Flat<tf.Tensor>): readonly Leaf[] => {
  if (leaves.length === 0)
    throw new TypeError(`${who}: the parameters must hold at least one tensor, got none`)
  return leaves.map(({ dtype, shape, size }, i) => {
    const name = names[i] as string
    if (dtype !== 'float32')
      throw new TypeError(
        `${who}: parameter ${show(name)} must be float32, got ${dtype}; cast it with tf.cast(x, 'float32')`,
      )
    return { name, shape, size }
  })
}
