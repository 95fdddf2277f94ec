import { checkParts, hyperparametersOf, type Optimizer } from '@momenta/core'
import { checkOptimizer } from '@momenta/core/program'
import { checkIterate } from './checks/checkIterate.js'
import type { Iterate } from './Iterate.js'

/**
 * The current hyperparameters of a run, by part and name.
 *
 * @throws TypeError if an argument has the wrong type.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { eager, readHyperparameters } from '@momenta/eager'
 * import { sgd } from '@momenta/optimizers'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const optimizer = sgd({ learningRate: 0.1, momentum: 0 })
 * const iterate = eager(optimizer).init({ w: tf.scalar(1) })
 * readHyperparameters(optimizer, iterate) // => { 'scaleByLearningRate.learningRate': 0.1 }
 */
export const readHyperparameters = <P>(
  optimizer: Optimizer,
  iterate: Iterate<P>,
): { readonly [name: string]: number } => {
  checkOptimizer('readHyperparameters', optimizer)
  checkIterate('readHyperparameters', iterate)
  checkParts('readHyperparameters', optimizer.transform, iterate.state)
  return hyperparametersOf(optimizer.transform, iterate.state)
}
