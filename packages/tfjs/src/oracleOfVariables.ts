import { differentiate, handle, type Oracle } from '@momenta/eager'
import { flatten, leavesLike } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'
import { assignValues } from './variables/assignValues.js'

const who = 'oracleOfVariables'
const isVariable = (node: unknown): node is tf.Variable => node instanceof tf.Variable
const isTensor = (node: unknown): node is tf.Tensor => node instanceof tf.Tensor

/**
 * Makes an oracle from a loss that reads variables, for `fused` or `eager`.
 *
 * During an evaluation the variables have the values of the parameters, and after it those that
 * they had before: assign the last parameters to them to keep these. A variable that the loss does
 * not depend on has gradient 0.
 *
 * @param loss - Returns a scalar. It may depend on the index of the microbatch.
 * @param variables - A list or record of variables, or any tree of them. The parameters of the
 *   oracle are such a tree: start with `init(variables)`.
 * @throws TypeError if the tree holds anything but variables; from the oracle what `oracleOf`
 *   throws, and a TypeError for parameters of another tree.
 *
 * @example
 * import '@momenta/register-gradients' // or '@tensorflow/tfjs'
 * import '@tensorflow/tfjs-backend-cpu'
 * import { adam, fused, oracleOfVariables } from '@momenta/tfjs'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const variables = { w: tf.variable(tf.tensor1d([3, -2])) }
 * const oracle = oracleOfVariables(() => tf.sum(tf.square(tf.sub(variables.w, 1))), variables)
 * const { init, step } = fused(adam({ learningRate: 0.1 }))
 * let iterate = init(variables)
 * for (let i = 0; i < 300; i++) iterate = step(oracle, iterate)
 * variables.w.assign(iterate.params.w)
 * Math.abs(variables.w.dataSync()[0] - 1) < 1e-2 // => true
 */
export const oracleOfVariables = <P extends object>(
  loss: (microbatch: number, evaluation: number) => tf.Scalar,
  variables: P,
): Oracle<P> => {
  const flat = flatten(who, variables, isVariable, 'variables (such as tf.variable returns)')
  const own = flat.leaves
  return (params, microbatch, evaluation = 0) => {
    const points = leavesLike(`${who}: the parameters`, params, flat, isTensor)
    const before = own.map((variable) => tf.keep(handle(variable)))
    try {
      return tf.tidy(() => {
        assignValues(own, points)
        const { value, grads } = differentiate(who, () => loss(microbatch, evaluation), own)
        const all = own.map((variable, i) => grads[i] ?? tf.zerosLike(variable))
        return { value, grads: flat.rebuild(all) as P & tf.TensorContainer }
      })
    } finally {
      assignValues(own, before)
      tf.dispose(before)
    }
  }
}
