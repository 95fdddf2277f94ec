import type { State, Transform } from '@momenta/core'
import { advance } from '@momenta/core/program'
import * as tf from '@tensorflow/tfjs-core'
import type { EvaluatedPoint } from './evaluate.js'
import { tensorsOf } from './ownership/tensorsOf.js'
import { runTensors } from './runTensors.js'

/** Where a step ended. */
export interface Executed {
  readonly params: readonly tf.Tensor[]
  readonly state: State<tf.Tensor>
}

/**
 * Executes the decisions of one step operation by operation, leaf by leaf.
 *
 * A generator that yields the leaves to be measured and receives their L2 norms, so that a backend
 * that must wait runs the same code.
 *
 * @param made - Receives the tensors that the step makes; they are kept.
 */
export function* execute(
  transform: Transform,
  { flat, leaves, grads }: EvaluatedPoint,
  state: State<tf.Tensor>,
  made: Set<tf.Tensor>,
): Generator<readonly tf.Tensor[], Executed, readonly number[]> {
  const held = tensorsOf(flat.leaves, state)
  const start = { leaves, params: flat.leaves, grads, state }
  const advanced = yield* advance<tf.Tensor>(transform, start, (parts, input) => {
    const output = runTensors(parts, input)
    for (const tensor of tensorsOf(output)) if (!held.has(tensor)) made.add(tf.keep(tensor))
    return output
  })
  const params = flat.leaves.map((leaf, i) => {
    const next = tf.keep(tf.add(leaf, advanced.updates[i] as tf.Tensor))
    made.add(next)
    return next
  })
  return { params, state: advanced.state }
}
