import { type Optimizer, withHyperparameters } from '@momenta/core'
import type { Iterate } from './Iterate.js'

/**
 * The same iterate with other hyperparameters; it takes the place of the one given, whose tensors it holds.
 *
 * @param values - By part and name (`scaleByAdam.b1`), or by name alone (`learningRate`).
 * @throws RangeError if no part has a hyperparameter of that name, or the value lies outside its range.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { eager, readHyperparameters, setHyperparameters } from '@momenta/eager'
 * import { sgd } from '@momenta/optimizers'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const optimizer = sgd({ learningRate: 0.1, momentum: 0 })
 * const iterate = setHyperparameters(optimizer, eager(optimizer).init({ w: tf.scalar(1) }), {
 *   learningRate: 0.01,
 * })
 * readHyperparameters(optimizer, iterate) // => { 'scaleByLearningRate.learningRate': 0.01 }
 */
export const setHyperparameters = <P>(
  { transform }: Optimizer,
  iterate: Iterate<P>,
  values: { readonly [name: string]: number },
): Iterate<P> => ({ ...iterate, state: withHyperparameters(transform, iterate.state, values) })
