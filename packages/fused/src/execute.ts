import type { State } from '@momenta/core'
import { decide, type Layout } from '@momenta/core/program'
import type { EvaluatedPoint } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import { type BufferCache, findBuffers, keepBuffers } from './buffers/BufferCache.js'
import { deadTensors } from './buffers/deadTensors.js'
import { readBuffers, sharedTensors } from './buffers/LeafBuffers.js'
import { nextParts } from './buffers/nextParts.js'
import type { StepBuffers } from './buffers/StepBuffers.js'
import { type Engine, type Measuring, nothing } from './Engine.js'
import { measuringOf } from './measuringOf.js'
import type { Pass } from './Pass.js'
import { proposedUpdates } from './proposedUpdates.js'
import { runSegment } from './runSegment.js'

/** The result of a fused step. */
export interface Executed {
  readonly params: readonly tf.Tensor[]
  readonly state: State<tf.Tensor>
  readonly passes: readonly Pass[]
  /** Tensors of the old iterate and of the step that the next iterate does not hold. */
  readonly dead: Iterable<tf.Tensor>
}

const none: ReadonlySet<tf.Tensor> = new Set()

/**
 * Executes the decisions of one step by fused programs: between two measurements each leaf is read
 * and written once.
 *
 * A generator that yields what is to be measured and receives the numbers, so that asynchronous
 * backends run the same code.
 *
 * @param cache - The cached tensors of iterates that earlier steps returned.
 * @param made - Receives the tensors that the step makes.
 */
export function* execute(
  layout: Layout,
  engine: Engine,
  { flat, value, grads, more, again }: EvaluatedPoint,
  from: State<tf.Tensor>,
  cache: BufferCache,
  made: Set<tf.Tensor>,
): Generator<Measuring, Executed, readonly number[]> {
  const known = findBuffers(cache, layout, from.parts, flat.leaves)
  const was = known?.leaves ?? readBuffers(layout, from.parts)
  const step: StepBuffers = {
    engine,
    layout,
    from,
    was,
    next: [...was],
    paramsBefore: flat.leaves,
    params: [...flat.leaves],
    updates: [...grads],
    grads: [...grads],
    more,
    shared: known === undefined ? sharedTensors(was, flat.leaves) : none,
    passing: [],
    rows: known?.rows ?? [],
    twins: known?.twins ?? [],
    nextTwins: [],
    made,
    overwritten: new Set(),
  }
  const passes: Pass[] = []
  const decisions = decide(layout, from, Object.keys(more))
  let turn = decisions.next()
  while (!turn.done) {
    const request = turn.value
    if (request.kind === 'measure') {
      turn = decisions.next(yield measuringOf(request, step, value))
    } else if (request.kind === 'evaluate') {
      const found = again(() => proposedUpdates(request, step), request.evaluation)
      const tensors = [found.value, ...found.grads]
      for (const tensor of tensors) made.add(tf.keep(tensor))
      const there = { ...step, grads: [...found.grads] }
      const numbers = yield measuringOf(request, there, found.value)
      for (const tensor of tensors) {
        made.delete(tensor)
        tensor.dispose()
      }
      turn = decisions.next(numbers)
    } else {
      passes.push(...(yield* runSegment(request.segment, request.plans, step)))
      turn = decisions.next()
    }
  }
  if (engine.isUncertain?.()) yield nothing
  const { step: count, hosts } = turn.value
  const { params, next, shared, rows, nextTwins: twins } = step
  const parts = nextParts(layout, from.parts, hosts, was, next, known !== undefined)
  if (shared.size === 0) keepBuffers(cache, { layout, parts, params, leaves: next, rows, twins })
  return {
    params,
    state: { step: count, parts },
    passes,
    dead: deadTensors(step, grads),
  }
}
