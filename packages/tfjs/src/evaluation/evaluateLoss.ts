import { differentiate } from '@momenta/eager'
import type * as tf from '@tensorflow/tfjs-core'
import { assignValues } from '../variables/assignValues.js'
import { recordLoss } from './recordLoss.js'

/** The value of a loss and its gradients by variable; undefined for one that it does not read. */
export interface Evaluation {
  readonly value: tf.Scalar
  readonly grads: readonly (tf.Tensor | undefined)[]
}

/** An evaluation of a loss, and how to evaluate the same function at other values. */
export interface Evaluated extends Evaluation {
  /** At other values of the variables, in their order. */
  readonly again: (values: readonly tf.Tensor[]) => Evaluation
  /** Frees what `again` needs. */
  readonly free: () => void
}

/**
 * Evaluates a loss that reads variables.
 *
 * `again` runs the recorded operations, so that whatever else the loss does happens once: metrics
 * that tf.layers keeps, moving averages, counters; and batches, dropout masks and noise are those
 * of the first run. A loss that differentiates inside cannot be run from its operations: `again`
 * then calls it.
 *
 * @param isRecorded - Whether `again` will be called.
 */
export const evaluateLoss = (
  who: string,
  loss: () => tf.Scalar,
  variables: readonly tf.Variable[],
  isRecorded: boolean,
): Evaluated => {
  if (!isRecorded) {
    const again = (values: readonly tf.Tensor[]) => {
      assignValues(variables, values)
      return differentiate(who, loss, variables)
    }
    return { ...differentiate(who, loss, variables), again, free: () => {} }
  }
  const { run, replay, free } = recordLoss(variables)
  try {
    const first = differentiate(who, () => run(loss), variables)
    const again = (values: readonly tf.Tensor[]) => {
      const recorded = replay()
      if (recorded !== undefined) return differentiate(who, () => recorded(values), values)
      assignValues(variables, values)
      return differentiate(who, loss, variables)
    }
    return { ...first, again, free }
  } catch (error) {
    free()
    throw error
  }
}
