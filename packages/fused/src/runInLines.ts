import type { Description } from '@momenta/core'
import {
  type LineProgram,
  type LineSource,
  scalarsOf,
  withLineSquares,
} from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import { checkTensor } from './buffers/checkTensor.js'
import { holding } from './buffers/holding.js'
import { type LeafStep, loadAt } from './buffers/LeafStep.js'
import { allocate, type StepBuffers } from './buffers/StepBuffers.js'

/** The results of a whole part on a leaf; new tensors are those of the step. */
export interface LineResults {
  readonly program: LineProgram
  readonly updates: tf.Tensor
  readonly slots: readonly tf.Tensor[]
  readonly entry: tf.Tensor | undefined
}

/**
 * Runs a whole part on one leaf in passes over memory. Undefined if the backend or the part has
 * none.
 *
 * @param addsUp - Whether the squares of the updates are added up, too.
 */
export const runInLines = (
  description: Description,
  step: StepBuffers,
  at: LeafStep,
  addsUp: boolean,
): LineResults | undefined => {
  const { shape, size } = step.params[at.leaf] as tf.Tensor
  const { runLines, mostStreams = Number.POSITIVE_INFINITY } = step.engine
  if (runLines === undefined || size === 0) return undefined
  const [plan] = at.plans
  const { whole: compiler } = description
  const traced = plan && compiler?.linesOf(description, plan, shape)
  if (compiler === undefined || traced === undefined) return undefined
  const program = addsUp ? withLineSquares(traced) : traced
  if (program.passes.some(({ loads, stores }) => loads.length + stores.length > mostStreams))
    return undefined
  const values = compiler.run<tf.Tensor>(program, {
    allocate: (shape, size) => allocate(step, { shape: [...shape], size }, at.leaf),
    load: (stream, shape) => {
      const tensor = loadAt(stream, at, step)
      checkTensor(step.layout.names[at.leaf] as string, { shape }, tensor)
      return tensor
    },
    run: (pass, row) => runLines(pass, scalarsOf(pass, at.plans), row, compiler),
  })
  const held = new Set<tf.Tensor>()
  const hold = holding(step, held)
  const resultOf = (source: LineSource, was: tf.Tensor | undefined): tf.Tensor => {
    if (source.kind === 'value') return hold(values[source.value] as tf.Tensor)
    const tensor = loadAt(source.stream, at, step)
    if (tensor === was) return tensor
    held.add(tensor)
    return hold(tensor)
  }
  const [part] = at.parts
  const before = step.was[at.leaf]?.[part as number]
  const results = {
    program,
    updates: resultOf(program.updates, step.updates[at.leaf]),
    slots: program.slots.map((source, i) => resultOf(source, before?.slots[i])),
    entry: program.entry && resultOf(program.entry, undefined),
  }
  for (const value of values)
    if (!held.has(value)) {
      step.made.delete(value)
      value.dispose()
    }
  return results
}
