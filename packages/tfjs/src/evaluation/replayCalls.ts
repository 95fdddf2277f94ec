import type * as tf from '@tensorflow/tfjs-core'
import { type Call, mapInputs } from './Call.js'
import { withMethods } from './engineMethods.js'

/**
 * Runs recorded calls again.
 *
 * @param value - The id of the tensor to return.
 * @param given - The new values of the variables, by id.
 */
export const replayCalls = (
  calls: readonly Call[],
  value: number,
  given: ReadonlyMap<number, tf.Tensor>,
): tf.Scalar => {
  const made = new Map(given)
  let constants: Call['constants'] = new Map()
  const now = (tensor: tf.Tensor): tf.Tensor =>
    made.get(tensor.id) ?? constants.get(tensor.id) ?? tensor
  const runAll = (): void => {
    for (const call of calls) {
      constants = call.constants
      const outputs = [call.run(mapInputs(call.inputs, now))].flat()
      for (const [i, id] of call.writes.entries()) made.set(id, outputs[i] as tf.Tensor)
    }
  }
  // Some custom operations of TensorFlow.js read their inputs from a closure, not their arguments.
  withMethods(
    ({ runKernel }) => ({
      runKernel: ((name, inputs, attributes) =>
        runKernel(
          name,
          mapInputs(inputs, now) as tf.NamedTensorMap,
          attributes,
        )) as typeof runKernel,
    }),
    runAll,
  )
  return made.get(value) as tf.Scalar
}
