import { show } from '@momenta/options'
import * as tf from '@tensorflow/tfjs-core'

/** @throws TypeError if the value is no tensor. */
export const checkTensor = (who: string, what: string, value: unknown): void => {
  if (!(value instanceof tf.Tensor))
    throw new TypeError(
      `${who}: ${what} must be a tensor, such as tf.tensor1d([1, 2]), got ${show(value)}`,
    )
}

/** @throws TypeError if the value is no function. */
export const checkFunction = (who: string, what: string, value: unknown): void => {
  if (typeof value !== 'function')
    throw new TypeError(`${who}: ${what} must be a function, got ${show(value)}`)
}

/** @throws TypeError if the value is not a record with at least one tensor and nothing else. */
export const checkTensors = (who: string, what: string, value: unknown): void => {
  const given = typeof value === 'object' && value !== null ? Object.entries(value) : []
  if (given.length === 0 || value instanceof tf.Tensor)
    throw new TypeError(
      `${who}: ${what} must be tensors by name, such as { w: tf.tensor1d([1, 2]) }, got ${show(value)}`,
    )
  for (const [name, tensor] of given) checkTensor(who, `${what}.${name}`, tensor)
}
