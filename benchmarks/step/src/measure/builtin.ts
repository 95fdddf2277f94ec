import * as tf from '@tensorflow/tfjs-core'
import type { Data } from './Data.js'
import { type Budget, timed } from './timed.js'

/** `tf.train.adam` with `applyGradients` on fixed gradients. */
export const builtin = ({ params, grads }: Data, budget: Budget) => {
  const adam = tf.train.adam(1e-3)
  const variables = Object.values(params).map((leaf) => tf.variable(leaf))
  const named = Object.values(grads).map((tensor, i) => ({
    name: variables[i]?.name as string,
    tensor,
  }))
  try {
    return timed(() => adam.applyGradients(named), budget)
  } finally {
    adam.dispose()
    tf.dispose(variables)
  }
}
