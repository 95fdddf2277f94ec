import * as tf from '@tensorflow/tfjs-core'
import { type Budget, type Times, timeSteps } from '../measure/timeSteps.js'
import type { Data } from './makeData.js'

/** Times `tf.train.adam`: `applyGradients` on fixed gradients. */
export const timeBuiltin = async ({ params, grads }: Data, budget: Budget): Promise<Times> => {
  const adam = tf.train.adam(1e-3)
  const variables = Object.values(params).map((leaf) => tf.variable(leaf))
  const named = Object.values(grads).map((tensor, i) => ({
    name: variables[i]?.name as string,
    tensor,
  }))
  try {
    return await timeSteps(() => adam.applyGradients(named), budget)
  } finally {
    adam.dispose()
    tf.dispose(variables)
  }
}
