import { type Advanced, advance, estimated, type Optimizer } from '@momenta/core'
import { type Flat, flatten, leavesLike } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'
import { leaves as arithmetic } from './arithmetic/leaves.js'
import type { Iterate } from './Iterate.js'
import { isTensor } from './isTensor.js'
import { leavesOf } from './leavesOf.js'
import type { Evaluation, Oracle } from './Oracle.js'
import { retire } from './ownership/retire.js'
import { tensorsOf } from './ownership/tensorsOf.js'
import { runTensors } from './runTensors.js'

/** A step under way: the driver to be fed with norms, what to do at its end, and what to do if it fails. */
export interface Step<P> {
  readonly steps: Generator<readonly tf.Tensor[], Advanced<tf.Tensor>, readonly number[]>
  readonly finish: (advanced: Advanced<tf.Tensor>) => Iterate<P>
  /** Frees what the step has made. */
  readonly abandon: () => void
}

const checkShapes = (grads: readonly tf.Tensor[], { leaves, names }: Flat<tf.Tensor>): void => {
  for (const [i, leaf] of leaves.entries()) {
    const grad = grads[i] as tf.Tensor
    if (!tf.util.arraysEqual(grad.shape, leaf.shape))
      throw new TypeError(
        `step: gradient of '${names[i]}' must have shape [${leaf.shape.join(', ')}], got [${grad.shape.join(', ')}]`,
      )
    if (grad.dtype !== 'float32')
      throw new TypeError(`step: gradient of '${names[i]}' must be float32, got ${grad.dtype}`)
  }
}

/** Asks the oracle, in a scope: what it leaves behind besides its answer is freed, also when it throws. */
const asked = <P extends object>(
  optimizer: Optimizer,
  oracle: Oracle<P>,
  flat: Flat<tf.Tensor>,
  step: number,
) =>
  tf.tidy(() => {
    const onLeaves = estimated<tf.Tensor>(
      optimizer,
      (points, microbatch) => {
        const answer: Evaluation<P> = oracle(flat.rebuild(points) as P, microbatch)
        const grads = leavesLike('step', answer.grads, flat, isTensor)
        checkShapes(grads, flat)
        return { value: answer.value, grads }
      },
      arithmetic,
      step,
    )
    const { value, grads } = onLeaves(flat.leaves, 0)
    // Clones: an oracle may answer the parameters themselves, or one tensor twice.
    return { value: tf.clone(value) as tf.Scalar, grads: grads.map((g) => tf.clone(g)) }
  })

/** Starts a step: asks the oracle and readies the driver. Throws only before anything is made. */
export const startStep = <P extends object>(
  optimizer: Optimizer,
  oracle: Oracle<P>,
  from: Iterate<P>,
): Step<P> => {
  const flat = flatten('step', from.params, isTensor)
  const leaves = leavesOf('step', flat)
  if (flat.leaves.some(({ isDisposed }) => isDisposed))
    throw new TypeError(
      'step: the iterate must hold its tensors, got one that a step consumed or that was disposed; keep one with cloneIterate',
    )
  const { value, grads } = asked(optimizer, oracle, flat, from.state.step)
  const made = new Set<tf.Tensor>([value, ...grads].map((tensor) => tf.keep(tensor)))
  const own = tensorsOf(from)
  const start = { leaves, params: flat.leaves, grads, state: from.state }
  const steps = advance<tf.Tensor>(optimizer.transform, start, (parts, at) => {
    const out = runTensors(parts, at)
    for (const tensor of tensorsOf(out)) if (!own.has(tensor)) made.add(tf.keep(tensor))
    return out
  })
  return {
    steps,
    finish: ({ updates, state }) => {
      const params = flat.leaves.map((leaf, i) => {
        const next = tf.keep(tf.add(leaf, updates[i] as tf.Tensor))
        made.add(next)
        return next
      })
      const next = { params: flat.rebuild(params) as P, state, value }
      retire(made, next)
      return next
    },
    abandon: () => retire(made, from),
  }
}
