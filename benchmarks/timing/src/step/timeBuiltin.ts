import { type Budget, type Times, timeSteps } from '../measure/timeSteps.js'
import { builtinAdam } from './builtinAdam.js'
import type { Data } from './makeData.js'

/** Times `tf.train.adam`: `applyGradients` on fixed gradients. */
export const timeBuiltin = async (data: Data, budget: Budget): Promise<Times> => {
  const { step, dispose } = builtinAdam(data)
  try {
    return await timeSteps(step, budget)
  } finally {
    dispose()
  }
}
