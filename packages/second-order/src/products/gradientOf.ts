import * as tf from '@tensorflow/tfjs-core'
import { explainError } from './explainError.js'
import { freeSavedOnError } from './freeSavedOnError.js'
import type { Loss, Params } from './Loss.js'

const nameTensors = <P extends Params>(names: readonly string[], tensors: readonly tf.Tensor[]) =>
  Object.fromEntries(names.map((name, i) => [name, tensors[i] as tf.Tensor])) as P

/**
 * The gradients of a loss with respect to its parameters, in the order of their names; undefined if
 * the loss does not depend on one. On error no tensor leaks.
 *
 * @throws RangeError if the loss is not a scalar.
 */
export const gradientOf = <P extends Params>(
  who: string,
  loss: Loss<P>,
  names: readonly string[],
  tensors: readonly tf.Tensor[],
): readonly (tf.Tensor | undefined)[] => {
  const evaluate = () => {
    const value = loss(nameTensors<P>(names, tensors))
    if (!(value instanceof tf.Tensor) || value.rank !== 0)
      throw new RangeError(
        `${who}: the loss must return a scalar, got ${value instanceof tf.Tensor ? `shape [${value.shape}]` : typeof value}; use tf.mean or tf.sum`,
      )
    return value
  }
  try {
    const { value, grads } = freeSavedOnError(() =>
      tf.engine().gradients(evaluate, [...tensors], undefined, true),
    )
    value.dispose()
    return grads.map((grad) => grad ?? undefined)
  } catch (error) {
    throw explainError(who, error)
  }
}
