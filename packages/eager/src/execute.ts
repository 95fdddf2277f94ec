import type { State } from '@momenta/core'
import { advance, type LeafMeasurement } from '@momenta/core/program'
import * as tf from '@tensorflow/tfjs-core'
import type { EvaluatedPoint } from './evaluate.js'
import { tensorsOf } from './ownership/tensorsOf.js'
import { reduceTensors } from './reduceTensors.js'
import { runTensors } from './runTensors.js'

/** Where a step ended. */
export interface Executed {
  readonly params: readonly tf.Tensor[]
  readonly state: State<tf.Tensor>
}

/**
 * Executes the decisions of one step operation by operation, leaf by leaf.
 *
 * A generator that yields what is to be measured and receives one number for each, so that a
 * backend that must wait runs the same code.
 *
 * @param made - Receives the tensors that the step makes; they are kept.
 */
export function* execute(
  { flat, layout, grads, more, value, again }: EvaluatedPoint,
  state: State<tf.Tensor>,
  made: Set<tf.Tensor>,
): Generator<readonly LeafMeasurement<tf.Tensor>[], Executed, readonly number[]> {
  const held = tensorsOf(flat.leaves, state)
  const start = { params: flat.leaves, grads, more, state, value }
  const temporary: tf.Tensor[] = []
  const own = (tensor: tf.Tensor): void => {
    made.add(tf.keep(tensor))
  }
  /** Owns tensors until they are measured. */
  const lend = (tensors: readonly tf.Tensor[]): void => {
    tensors.forEach(own)
    temporary.push(...tensors)
  }
  const advanced = advance<tf.Tensor>(layout, start, {
    run: (parts, input) => {
      const output = runTensors(parts, input)
      for (const tensor of tensorsOf(output)) if (!held.has(tensor)) own(tensor)
      return output
    },
    reduce: (description, wanted, input) => {
      const values = reduceTensors(description, wanted, input)
      lend(values)
      return values
    },
    evaluate: (updates, evaluation) => {
      const found = again(() => updates(runTensors), evaluation)
      lend([found.value, ...found.grads])
      return found
    },
  })
  let turn = advanced.next()
  while (!turn.done) {
    const numbers = yield turn.value
    for (const tensor of temporary.splice(0)) {
      made.delete(tensor)
      tensor.dispose()
    }
    turn = advanced.next(numbers)
  }
  const { updates, state: next } = turn.value
  const params = flat.leaves.map((leaf, i) => {
    const moved = tf.add(leaf, updates[i] as tf.Tensor)
    own(moved)
    return moved
  })
  return { params, state: next }
}
