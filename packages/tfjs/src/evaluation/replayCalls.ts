import type * as tf from '@tensorflow/tfjs-core'
import { type Call, mapInputs } from './Call.js'
import { withMethods } from './engineMethods.js'

/**
 * Runs recorded calls again.
 *
 * @param value - The id of the tensor to return.
 * @param given - The new tensor for the id of a variable, or of a constant.
 */
export const replayCalls = (
  calls: readonly Call[],
  value: number,
  given: (id: number) => tf.Tensor | undefined,
): tf.Scalar => {
  const made = new Map<number, tf.Tensor>()
  const now = (tensor: tf.Tensor): tf.Tensor => made.get(tensor.id) ?? given(tensor.id) ?? tensor
  // Some custom operations of TensorFlow.js read their inputs from a closure, not their arguments.
  const substituted = () =>
    withMethods(
      ({ runKernel }) => ({
        runKernel: ((name, inputs, attributes) =>
          runKernel(
            name,
            mapInputs(inputs, now) as tf.NamedTensorMap,
            attributes,
          )) as typeof runKernel,
      }),
      () => {
        for (const { inputs, writes, run } of calls)
          [run(mapInputs(inputs, now))].flat().forEach((tensor, i) => {
            made.set(writes[i] as number, tensor as tf.Tensor)
          })
      },
    )
  substituted()
  return made.get(value) as tf.Scalar
}
