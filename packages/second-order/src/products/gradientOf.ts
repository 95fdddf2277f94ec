import * as tf from '@tensorflow/tfjs-core'
import type { Loss, Params } from './Loss.js'

const named = <P extends Params>(names: readonly string[], tensors: readonly tf.Tensor[]) =>
  Object.fromEntries(names.map((name, i) => [name, tensors[i]])) as unknown as P

/**
 * The gradients of a loss by its parameters, in the order of their names; undefined where the loss does not depend on one.
 *
 * @throws RangeError if the loss is no scalar.
 */
export const gradientOf = <P extends Params>(
  who: string,
  loss: Loss<P>,
  names: readonly string[],
  tensors: readonly tf.Tensor[],
): readonly (tf.Tensor | undefined)[] => {
  const { value, grads } = tf.engine().gradients(
    () => {
      const answer = loss(named<P>(names, tensors))
      if (!(answer instanceof tf.Tensor) || answer.rank !== 0)
        throw new RangeError(
          `${who}: the loss must answer a scalar, got ${answer instanceof tf.Tensor ? `shape [${answer.shape}]` : typeof answer}; use tf.mean or tf.sum`,
        )
      return answer
    },
    [...tensors],
    undefined,
    true,
  )
  value.dispose()
  return grads.map((grad) => grad ?? undefined)
}
