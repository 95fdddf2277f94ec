import * as tf from '@tensorflow/tfjs-core'
import { explained } from './explained.js'
import { freeingSaved } from './freeingSaved.js'
import type { Loss, Params } from './Loss.js'

const named = <P extends Params>(names: readonly string[], tensors: readonly tf.Tensor[]) =>
  Object.fromEntries(names.map((name, i) => [name, tensors[i]])) as unknown as P

/**
 * The gradients of a loss by its parameters, in the order of their names; undefined where the loss does not depend on one. Nothing leaks when it throws.
 *
 * @throws RangeError if the loss is no scalar.
 */
export const gradientOf = <P extends Params>(
  who: string,
  loss: Loss<P>,
  names: readonly string[],
  tensors: readonly tf.Tensor[],
): readonly (tf.Tensor | undefined)[] => {
  const answered = () => {
    const answer = loss(named<P>(names, tensors))
    if (!(answer instanceof tf.Tensor) || answer.rank !== 0)
      throw new RangeError(
        `${who}: the loss must answer a scalar, got ${answer instanceof tf.Tensor ? `shape [${answer.shape}]` : typeof answer}; use tf.mean or tf.sum`,
      )
    return answer
  }
  try {
    const { value, grads } = freeingSaved(() =>
      tf.engine().gradients(answered, [...tensors], undefined, true),
    )
    value.dispose()
    return grads.map((grad) => grad ?? undefined)
  } catch (error) {
    throw explained(who, error)
  }
}
