import { type BodyOutput, mapDictionary } from '@momenta/core'
import {
  checkWhole,
  type LeafInput,
  type LeafOutput,
  type LeafPart,
  runLeaf,
  slotShape,
} from '@momenta/core/program'
import * as tf from '@tensorflow/tfjs-core'
import { wholes } from './arithmetic/wholes.js'
import { withScalars } from './arithmetic/withScalars.js'
import { broadcast } from './broadcast.js'

/**
 * Broadcasts the result of a body to the leaf; a result that does not depend on the leaf may be a
 * scalar.
 */
const spread = (
  declared: LeafPart<tf.Tensor>['description']['slots'],
  { slots, entry }: BodyOutput<tf.Tensor, string>,
  shape: readonly number[],
): Omit<BodyOutput<tf.Tensor, string>, 'updates'> => ({
  slots: mapDictionary(slots as { readonly [slot: string]: tf.Tensor }, (slot, name) =>
    broadcast(slot, slotShape(declared[name], shape)),
  ),
  ...(entry === undefined ? {} : { entry: broadcast(entry, shape) }),
})

/**
 * Runs the bodies of consecutive parts on one leaf, or a part that computes with whole leaves, in a
 * scope of its own, which frees the temporaries.
 *
 * The updates between two parts are temporaries too: of each part only the slots and the entry are
 * returned, which is all that a step reads.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { runTensors } from '@momenta/eager'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const w = tf.tensor1d([1, 2])
 * runTensors([], { shape: [2], updates: w, params: w, grads: w }).updates.dataSync() // => [1, 2]
 */
export const runTensors = (
  parts: readonly LeafPart<tf.Tensor>[],
  input: LeafInput<tf.Tensor>,
): LeafOutput<tf.Tensor> => {
  const { shape } = input.params
  const [first] = parts
  const run = () => {
    const x = withScalars()
    const output = runLeaf(first?.description.whole ? { ...x, ...wholes } : x, parts, input)
    if (first?.description.whole) checkWhole(first, shape, output, (value) => value.shape)
    const { updates, grads, outputs } = output
    return {
      updates: broadcast(updates, shape),
      grads: broadcast(grads, shape),
      outputs: outputs.map((one, k) => spread(parts[k]?.description.slots ?? {}, one, shape)),
    }
  }
  // TypeScript does not accept an interface as the container that tidy requires
  return tf.tidy(run as () => tf.TensorContainer) as unknown as LeafOutput<tf.Tensor>
}
