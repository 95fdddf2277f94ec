import type { Optimizer } from '@momenta/core'
import type { Oracle } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { Evaluated } from '../evaluation/evaluateLoss.js'
import type { Run, Values } from './Run.js'

/**
 * The oracle of a run for the evaluations after the first. Variables that the loss does not read at
 * the first point keep their values.
 *
 * @param variables - Those of the evaluation.
 */
export const againBy =
  (variables: readonly tf.Variable[], evaluated: Evaluated) =>
  ({ names, variables: own }: Run): Oracle<Values> =>
  (values, microbatch) => {
    if (microbatch > 0)
      throw new TypeError(
        `minimize: the loss must be that of one batch, got an estimator that evaluates microbatch ${microbatch}; use a smaller batchSize, or fused(optimizer) and oracleOf`,
      )
    const points = variables.map((variable) => {
      const at = own.indexOf(variable)
      return at < 0 ? variable : (values[names[at] as string] as tf.Tensor)
    })
    const { value, grads } = evaluated.again(points)
    const named = own.map((variable, i) => {
      const grad = grads[variables.indexOf(variable)]
      return [names[i] as string, grad ?? tf.zerosLike(variable)] as const
    })
    return { value, grads: Object.fromEntries(named) }
  }

/** Whether a step evaluates the loss again. */
export const evaluatesAgain = ({ estimators, transform }: Optimizer): boolean =>
  estimators.length > 0 || transform.some(({ search }) => search)

/**
 * An oracle that says that the loss is needed.
 *
 * @throws TypeError at once if a part reads the loss; estimators may only need the gradients.
 */
export const withoutLoss = (who: string, { estimators, transform }: Optimizer): Oracle<Values> => {
  const parts = transform.filter(({ search, needs }) => search ?? needs?.includes('value'))
  const fail = () => {
    throw new TypeError(
      `${who}: the optimizer must not need the loss, got one with ${[...estimators, ...parts].map(({ name }) => name).join(', ')}; call minimize(loss, returnCost, variables)`,
    )
  }
  return parts.length > 0 ? fail() : fail
}
