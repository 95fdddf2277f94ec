import type { Description } from '@momenta/core'
import { type LineProgram, type LineSource, scalarsOf } from '@momenta/core/program'
import { handle } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import { checkTensor } from './buffers/checkTensor.js'
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
 */
export const runInLines = (
  description: Description,
  step: StepBuffers,
  at: LeafStep,
): LineResults | undefined => {
  const { shape, size } = step.params[at.leaf] as tf.Tensor
  const { runLines, mostStreams = Number.POSITIVE_INFINITY } = step.engine
  if (runLines === undefined || size === 0) return undefined
  const [plan] = at.plans
  const { whole: compiler } = description
  const program = plan && compiler?.linesOf(description, plan, shape)
  if (compiler === undefined || program === undefined) return undefined
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
  const own = (tensor: tf.Tensor): tf.Tensor => {
    // One tensor in two places would be overwritten in both.
    const one = held.has(tensor) ? tf.keep(handle(tensor)) : tensor
    held.add(one)
    step.made.add(one)
    return one
  }
  const resultOf = (source: LineSource, was: tf.Tensor | undefined): tf.Tensor => {
    if (source.kind === 'value') return own(values[source.value] as tf.Tensor)
    const tensor = loadAt(source.stream, at, step)
    if (tensor === was) return tensor
    const copy = tf.keep(handle(tensor))
    step.made.add(copy)
    return copy
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
