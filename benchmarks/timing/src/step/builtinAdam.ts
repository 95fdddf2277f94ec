import * as tf from '@tensorflow/tfjs-core'
import type { Data } from './makeData.js'

/** A step of `tf.train.adam` on fixed gradients, to be timed. */
export interface BuiltinAdam {
  readonly step: () => void
  readonly dispose: () => void
}

/** Makes `tf.train.adam` with variables that begin as the parameters. */
export const builtinAdam = ({ params, grads }: Data): BuiltinAdam => {
  const adam = tf.train.adam(1e-3)
  const variables = Object.values(params).map((leaf) => tf.variable(leaf))
  const named = Object.values(grads).map((tensor, i) => ({
    name: variables[i]?.name as string,
    tensor,
  }))
  return {
    step: () => adam.applyGradients(named),
    dispose: () => {
      adam.dispose()
      tf.dispose(variables)
    },
  }
}
