import { kindOf, show } from '@momenta/core'
import * as tf from '@tensorflow/tfjs-core'
import { isTensor } from '../isTensor.js'
import type { Evaluation } from '../Oracle.js'

const seen = (value: unknown): string =>
  isTensor(value) ? `a ${value.dtype} tensor of shape [${value.shape.join(', ')}]` : kindOf(value)

/** A Promise that nobody waits for must not end the process when it fails, beside the error that is thrown. */
const quieted = (value: unknown): void => {
  if (value instanceof Promise) value.catch(() => {})
}

const wrongValue = (value: unknown): string | undefined => {
  if (value instanceof Promise)
    return 'a Promise; a loss must not be async: await the batch before the step'
  if (typeof value === 'number')
    return `the number ${value}; compute it with tf operations to the end, or tf.scalar(value) in an oracle by hand`
  if (value === undefined) return 'nothing; was a return forgotten?'
  if (!isTensor(value)) return kindOf(value)
  if (value.rank !== 0) return `${seen(value)}; reduce it with tf.mean or tf.sum`
  if (value.dtype !== 'float32') return `${seen(value)}; cast it with tf.cast(x, 'float32')`
  return value.isDisposed ? 'one that was disposed' : undefined
}

/** Checks that the value of a loss is a float32 scalar that is there. NaN and infinity are values: they are let through. */
export const checkValue = (must: string, value: unknown): void => {
  quieted(value)
  const wrong = wrongValue(value)
  if (wrong !== undefined) throw new TypeError(`${must} a float32 scalar tensor, got ${wrong}`)
}

const wrongAnswer = (answer: unknown): string | undefined => {
  if (answer instanceof Promise)
    return 'a Promise; an oracle must not be async: await the batch before the step'
  if (isTensor(answer)) return `${seen(answer)}; is it a loss? Wrap it, as oracleOf(loss)`
  if (typeof answer === 'function') return 'a function; does it return the oracle? Call it first'
  if (answer === undefined) return 'nothing; was a return forgotten?'
  if (typeof answer !== 'object' || answer === null) return kindOf(answer)
  const { value, grads } = answer as { readonly [name in keyof Evaluation<object>]?: unknown }
  if (value === undefined) return `${kindOf(answer)}: the value is missing`
  return grads === undefined ? `${kindOf(answer)}: the gradients are missing` : undefined
}

/** Checks what an oracle returned, but for its gradients. */
export const checkAnswer = (answer: unknown): void => {
  quieted(answer)
  const wrong = wrongAnswer(answer)
  if (wrong !== undefined)
    throw new TypeError(`step: the oracle must return { value, grads }, got ${wrong}`)
  checkValue('step: the value of the oracle must be', (answer as { readonly value: unknown }).value)
}

/** Checks that each gradient is float32, in the shape of its parameter, and there. */
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
