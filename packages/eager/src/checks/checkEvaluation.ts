import { kindOf, show } from '@momenta/core'
import * as tf from '@tensorflow/tfjs-core'
import { isTensor } from '../isTensor.js'
import type { Evaluation } from '../Oracle.js'

const describe = (value: unknown): string =>
  isTensor(value) ? `a ${value.dtype} tensor of shape [${value.shape.join(', ')}]` : kindOf(value)

/** Handles the rejection of a Promise that is not awaited, which would end the process. */
const ignoreRejection = (value: unknown): void => {
  if (value instanceof Promise) value.catch(() => {})
}

const wrongValue = (value: unknown): string | undefined => {
  if (value instanceof Promise)
    return 'a Promise; a loss must not be async: await the batch before the step'
  if (typeof value === 'number')
    return `the number ${value}; compute it with tf operations only, or return tf.scalar(value) from a hand-written oracle`
  if (value === undefined) return 'nothing; is a return missing?'
  if (!isTensor(value)) return kindOf(value)
  if (value.rank !== 0) return `${describe(value)}; reduce it with tf.mean or tf.sum`
  if (value.dtype !== 'float32') return `${describe(value)}; cast it with tf.cast(x, 'float32')`
  return value.isDisposed ? 'one that was disposed' : undefined
}

/**
 * Checks that the value of a loss is a float32 scalar that is not disposed. NaN and infinity are
 * valid.
 */
export const checkValue = (must: string, value: unknown): void => {
  ignoreRejection(value)
  const wrong = wrongValue(value)
  if (wrong !== undefined) throw new TypeError(`${must} a float32 scalar tensor, got ${wrong}`)
}

const wrongEvaluation = (evaluation: unknown): string | undefined => {
  if (evaluation instanceof Promise)
    return 'a Promise; an oracle must not be async: await the batch before the step'
  if (isTensor(evaluation)) return `${describe(evaluation)}; is it a loss? Wrap it: oracleOf(loss)`
  if (typeof evaluation === 'function')
    return 'a function; does it return the oracle? Call it first'
  if (evaluation === undefined) return 'nothing; is a return missing?'
  if (typeof evaluation !== 'object' || evaluation === null) return kindOf(evaluation)
  const { value, grads } = evaluation as { readonly [name in keyof Evaluation<object>]?: unknown }
  if (value === undefined) return `${kindOf(evaluation)}: the value is missing`
  return grads === undefined ? `${kindOf(evaluation)}: the gradients are missing` : undefined
}

/** Checks the result of an oracle except for its gradients. */
export const checkEvaluation = (evaluation: unknown): void => {
  ignoreRejection(evaluation)
  const wrong = wrongEvaluation(evaluation)
  if (wrong !== undefined)
    throw new TypeError(`step: the oracle must return { value, grads }, got ${wrong}`)
  checkValue(
    'step: the value of the oracle must be',
    (evaluation as { readonly value: unknown }).value,
  )
}

/** Checks that each gradient is float32, has the shape of its parameter and is not disposed. */
export const checkGradients = (
  grads: readonly tf.Tensor[],
  leaves: readonly tf.Tensor[],
  names: readonly string[],
): void => {
  for (const [i, leaf] of leaves.entries()) {
    const grad = grads[i] as tf.Tensor
    if (!tf.util.arraysEqual(grad.shape, leaf.shape))
      throw new TypeError(
        `step: gradient of ${show(names[i])} must have shape [${leaf.shape.join(', ')}], got [${grad.shape.join(', ')}]`,
      )
    if (grad.dtype !== 'float32')
      throw new TypeError(`step: gradient of ${show(names[i])} must be float32, got ${grad.dtype}`)
    if (grad.isDisposed)
      throw new TypeError(
        `step: gradient of ${show(names[i])} must have data, got one that was disposed`,
      )
  }
}
