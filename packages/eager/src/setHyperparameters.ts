import { checkParts, kindOf, type Optimizer, show, withHyperparameters } from '@momenta/core'
import { checkOptimizer } from '@momenta/core/program'
import { checkIterate } from './checks/checkIterate.js'
import type { Iterate } from './Iterate.js'

const who = 'setHyperparameters'

const checkValues = (values: unknown): void => {
  if (typeof values !== 'object' || values === null || Array.isArray(values))
    throw new TypeError(
      `${who}: the values must be a record such as { learningRate: 0.01 }, got ${kindOf(values)}`,
    )
  for (const [name, value] of Object.entries(values))
    if (typeof value !== 'number')
      throw new TypeError(
        `${who}: ${show(name)} must be a number, got ${kindOf(value)}; a schedule is an option of the factory`,
      )
}

/**
 * Returns the iterate with other hyperparameters. It shares the tensors of the one given and
 * replaces it: use only the new one.
 *
 * @param values - By part and name (`scaleByAdam.b1`), or by name alone (`learningRate`).
 * @throws TypeError if an argument has the wrong type; RangeError if no part has a hyperparameter
 *   of that name or the value lies outside its range.
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
export const setHyperparameters = <I extends Iterate<unknown>>(
  optimizer: Optimizer,
  iterate: I,
  values: { readonly [name: string]: number },
): I => {
  checkOptimizer(who, optimizer)
  checkIterate(who, iterate)
  checkParts(who, optimizer.transform, iterate.state)
  checkValues(values)
  const state = withHyperparameters(optimizer.transform, iterate.state, values, who)
  return { ...iterate, state }
}
