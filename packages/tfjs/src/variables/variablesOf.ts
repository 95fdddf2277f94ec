import { kindOf, show } from '@momenta/core'
import * as tf from '@tensorflow/tfjs-core'

const checkVariable = (who: string, value: unknown): void => {
  if (!(value instanceof tf.Variable))
    throw new TypeError(
      `${who}: the variables must be a list of tf.variable(…), got ${value instanceof tf.Tensor ? 'a tensor' : kindOf(value)} in it`,
    )
  if (value.isDisposed)
    throw new TypeError(
      `${who}: variable ${show(value.name)} must hold its data, got one that was disposed; make the model again`,
    )
}

/**
 * The trainable variables of a list, each once; by default those of all variables that exist, as
 * for `tf.train`.
 */
export const variablesOf = (
  who: string,
  list: readonly tf.Variable[] | null | undefined,
): readonly tf.Variable[] => {
  const all = list ?? Object.values(tf.engine().registeredVariables)
  if (!Array.isArray(all))
    throw new TypeError(
      `${who}: the variables must be a list of tf.variable(…), got ${kindOf(all)}`,
    )
  for (const each of all) checkVariable(who, each)
  for (const { name, dtype, trainable } of all)
    if (trainable && dtype !== 'float32')
      throw new TypeError(
        `${who}: variable ${show(name)} must be float32 to be trained, got ${dtype}; make it with trainable false`,
      )
  const variables = [...new Set(all.filter(({ trainable }) => trainable))]
  if (variables.length === 0)
    throw new TypeError(
      `${who}: at least one variable must be trainable, got none of ${all.length}; of a tf.layers model set layer.trainable = true and compile it again`,
    )
  return variables
}
