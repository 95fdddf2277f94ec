import type { Optimizer } from '@momenta/core'
import { checkOptimizer } from '@momenta/core/program'
import type { Iterate } from '../Iterate.js'
import { fromBase64 } from './base64.js'
import { failLoad } from './failLoad.js'
import { plainOf } from './plainOf.js'
import type { BytesOf } from './rawOf.js'
import { type LoadOptions, restoreIterate } from './restoreIterate.js'
import type { Saved } from './Saved.js'

const bytesOf: BytesOf = (where, values, length) => {
  if (typeof values !== 'string')
    return failLoad(`the values of ${where} must be a base64 string, got another type`)
  const bytes = fromBase64(values)
  if (bytes === undefined)
    return failLoad(`the values of ${where} must be a base64 string, got another string`)
  if (bytes.length !== length)
    failLoad(`${where} must have ${length / 4} values, got ${bytes.length / 4}`)
  return bytes
}

/** Copies what `save` returned; the errors say what is often given in its place. */
const savedOf = (data: unknown): unknown => {
  if (data instanceof Promise)
    return failLoad('the data must be the result of save, got a Promise; await it')
  if (ArrayBuffer.isView(data) || data instanceof ArrayBuffer)
    return failLoad('the data must be the result of save, got bytes; use loadBinary')
  if (typeof data === 'string')
    return failLoad('the data must be the result of save, got a string; parse it with JSON.parse')
  try {
    return plainOf(data)
  } catch (error) {
    if (error instanceof TypeError && error.message.startsWith('load: ')) throw error
    return failLoad(`the data must be readable, got an error: ${String(error)}`)
  }
}

/**
 * Loads a saved iterate. The run continues bit for bit, on any backend and in `eager` or `fused`.
 *
 * The data need not be trusted: they are copied and checked completely. They must come from an
 * optimizer with the same parts, structural options (capacity, policy, aggregator, key, read,
 * nesterov, every, …) and estimators, and from the same leaves and shapes; the error names the
 * first difference. Only hyperparameters may differ. To add or remove an estimator, load with the
 * optimizer that was saved and step with the other one.
 *
 * @param optimizer - The optimizer that was saved.
 * @param saved - The result of `save`, or a copy of it through JSON.
 * @param like - Parameters with the same tree and shapes; borrowed, their values are not read.
 * @param options - Which hyperparameters to use.
 * @throws TypeError if the data are of another version, optimizer, tree or shape, were changed, or
 *   were not saved by `save`; RangeError if a hyperparameter lies outside its range. No tensor
 *   leaks.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { eager, load, readHyperparameters, save } from '@momenta/eager'
 * import { sgd } from '@momenta/optimizers'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const params = { w: tf.tensor1d([1, 2]) }
 * const saved = await save(eager(sgd({ learningRate: 0.1, momentum: 0 })).init(params))
 * const slower = sgd({ learningRate: 0.01, momentum: 0 })
 * const name = 'scaleByLearningRate.learningRate'
 * readHyperparameters(slower, load(slower, saved, params))[name] // => 0.1
 * readHyperparameters(slower, load(slower, saved, params, { hyperparameters: 'new' }))[name] // => 0.01
 */
export const load = <P extends object>(
  optimizer: Optimizer,
  saved: Saved,
  like: P,
  options: LoadOptions = {},
): Iterate<P> => {
  checkOptimizer('load', optimizer)
  return restoreIterate(optimizer, savedOf(saved), like, options, bytesOf)
}
