import { differentiate, handle, type Oracle } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { Values } from './runs/Run.js'
import { assignValues } from './variables/assignValues.js'
import { variablesOf } from './variables/variablesOf.js'

/**
 * Makes an oracle from a loss that reads variables, for `fused` or `eager`: its parameters are the
 * values of the variables by name.
 *
 * During an evaluation the variables have the values of the parameters, and after it those that
 * they had before. Assign the last iterate to them to keep it. A variable that the loss does not
 * depend on has gradient 0.
 *
 * @param variables - Their names are those of the parameters. Default all trainable variables that
 *   exist.
 * @throws TypeError if no variable is trainable; from the oracle what `oracleOf` throws.
 *
 * @example
 * import '@momenta/register-gradients' // or '@tensorflow/tfjs'
 * import '@tensorflow/tfjs-backend-cpu'
 * import { adam, fused, oracleOfVariables } from '@momenta/tfjs'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const w = tf.variable(tf.tensor1d([3, -2]), true, 'w')
 * const oracle = oracleOfVariables(() => tf.sum(tf.square(tf.sub(w, 1))), [w])
 * const { init, step } = fused(adam({ learningRate: 0.1 }))
 * let iterate = init({ w })
 * for (let i = 0; i < 300; i++) iterate = step(oracle, iterate)
 * w.assign(iterate.params.w)
 * Math.abs(w.dataSync()[0] - 1) < 1e-2 // => true
 */
export const oracleOfVariables = <P extends Values = Values>(
  loss: (microbatch: number, evaluation: number) => tf.Scalar,
  variables?: readonly tf.Variable[],
): Oracle<P> => {
  const who = 'oracleOfVariables'
  const own = variablesOf(who, variables)
  return (params, microbatch, evaluation = 0) => {
    for (const { name } of own)
      if (!Object.hasOwn(params, name))
        throw new TypeError(
          `${who}: the parameters must hold each variable by name, got none for ${JSON.stringify(name)}; init them with the variables: init({ [variable.name]: variable })`,
        )
    const before = own.map((variable) => tf.keep(handle(variable)))
    try {
      return tf.tidy(() => {
        assignValues(
          own,
          own.map(({ name }) => params[name] as tf.Tensor),
        )
        const found = differentiate(who, () => loss(microbatch, evaluation), own)
        const grads = own.map(
          (variable, i) => [variable.name, found.grads[i] ?? tf.zerosLike(variable)] as const,
        )
        return { value: found.value, grads: Object.fromEntries(grads) as P }
      })
    } finally {
      assignValues(own, before)
      tf.dispose(before)
    }
  }
}
