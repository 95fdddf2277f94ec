import type { Evaluation, Iterate, Oracle } from '@momenta/eager'
import type { FusedRunner } from '@momenta/fused'
import type * as tf from '@tensorflow/tfjs-core'
import { assignValues, whileReleased } from '../variables/assignValues.js'
import type { Run, Values } from './Run.js'

/** The values of a record in the order of the names. */
const inOrder = (names: readonly string[], values: Values): readonly tf.Tensor[] =>
  names.map((name) => values[name] as tf.Tensor)

/**
 * One step of a run, in place: while it runs, the variables do not hold their memory. On an error
 * the run and the variables are unchanged.
 *
 * @param first - Value and gradients at the values of the variables.
 * @param again - The oracle for all evaluations but that one.
 */
export const stepRun = (
  { step }: FusedRunner,
  run: Run,
  first: Evaluation<Values>,
  again: Oracle<Values>,
): Run => {
  const { names, variables, iterate } = run
  let isFirst = true
  const oracle: Oracle<Values> = (values, microbatch, evaluation = 0) => {
    if (!isFirst || microbatch !== 0 || evaluation !== 0)
      return again(values, microbatch, evaluation)
    isFirst = false
    return first
  }
  let next: Iterate<Values> = iterate
  whileReleased(variables, () => {
    try {
      next = step(oracle, iterate)
    } finally {
      assignValues(variables, inOrder(names, next.params))
    }
  })
  // the loss belongs to the caller of minimize
  next.value?.dispose()
  return { ...run, iterate: { ...next, value: undefined } }
}
