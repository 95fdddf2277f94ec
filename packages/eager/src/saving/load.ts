import type { Optimizer } from '@momenta/core'
import type { Iterate } from '../Iterate.js'
import { fromBase64 } from './base64.js'
import { failLoad } from './failLoad.js'
import type { BytesOf } from './rawOf.js'
import { type LoadOptions, restored } from './restored.js'
import type { Saved } from './Saved.js'

const bytesOf: BytesOf = (where, values, length) => {
  if (typeof values !== 'string')
    return failLoad(`the values of ${where} must be base64 text, got something else`)
  const bytes = fromBase64(values)
  if (bytes === undefined)
    return failLoad(`the values of ${where} must be base64 text, got another text`)
  if (bytes.length !== length)
    failLoad(`${where} must have ${length / 4} values, got ${bytes.length / 4}`)
  return bytes
}

/**
 * The iterate that was saved: a run goes on from it bit for bit, on any backend and in any interpreter of tensors.
 *
 * The data may come from anywhere: they are copied and checked, down to each number. They must be of an optimizer of the same parts with the same
 * structural options (capacity, policy, aggregator, key, read, nesterov, every, …) and estimators, and of the same leaves and shapes; what differs is named. Only
 * hyperparameters may differ. To add or take off an estimator, load with the optimizer that was saved and step with the other one.
 *
 * @param optimizer - The one that it was saved from.
 * @param saved - What `save` returned, or what JSON made of it.
 * @param like - Parameters of the same tree and shapes; borrowed, only their shapes matter.
 * @param options - Which hyperparameters win.
 * @throws TypeError if the data are of another version, optimizer, tree or shape, were changed, or are no data of this kind; RangeError if a hyperparameter lies
 * outside its range. One line that says which, and nothing has leaked.
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
): Iterate<P> => restored(optimizer, saved, like, options, bytesOf)
