import { kindOf, show } from '@momenta/core'
import * as tf from '@tensorflow/tfjs-core'
import type { NamedTensor } from './NamedTensor.js'
import { variablesOf } from './variablesOf.js'

/**
 * Gradients with their variables, which are found by name; those without a gradient are left out.
 */
export const namedGradients = (
  who: string,
  gradients: tf.NamedTensorMap | readonly NamedTensor[],
): { readonly variables: readonly tf.Variable[]; readonly grads: readonly tf.Tensor[] } => {
  if (typeof gradients !== 'object' || gradients === null || gradients instanceof tf.Tensor)
    throw new TypeError(
      `${who}: the gradients must be tensors by the name of their variable, got ${gradients instanceof tf.Tensor ? 'a tensor' : kindOf(gradients)}`,
    )
  const list = Array.isArray(gradients)
    ? (gradients as readonly NamedTensor[]).map(({ name, tensor }) => [name, tensor] as const)
    : Object.entries(gradients)
  const given = new Map(list.filter(([, tensor]) => tensor !== null && tensor !== undefined))
  const { registeredVariables: all } = tf.engine()
  const found = [...given.keys()].map((name) => {
    const variable = Object.hasOwn(all, name) ? all[name] : undefined
    if (variable === undefined)
      throw new TypeError(
        `${who}: gradient ${show(name)} must have the name of a variable, got none of that name; use the names of computeGradients`,
      )
    return variable
  })
  const variables = variablesOf(who, found)
  return { variables, grads: variables.map(({ name }) => given.get(name) as tf.Tensor) }
}
