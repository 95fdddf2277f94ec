import type { Description } from '@momenta/core'
import { type LineProgram, type LineSource, linesOf, scalarsOf } from '@momenta/core/program'
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

/** Runs the passes of a program; returns the tensors of its values. */
const runPasses = (
  { passes, values: shapes }: LineProgram,
  step: StepBuffers,
  at: LeafStep,
): readonly tf.Tensor[] => {
  const { engine, layout } = step
  const values = shapes.map((shape) => {
    const size = shape.reduce((all, length) => all * length, 1)
    return allocate(step, { shape: [...shape], size }, at.leaf)
  })
  for (const pass of passes) {
    const loads = pass.loads.map(({ source, shape }) => {
      const tensor =
        source.kind === 'value'
          ? (values[source.value] as tf.Tensor)
          : loadAt(source.stream, at, step)
      checkTensor(layout.names[at.leaf] as string, { shape }, tensor)
      return tensor
    })
    const of = (results: readonly { readonly value: number }[]) =>
      results.map(({ value }) => values[value] as tf.Tensor)
    const row = { loads, stores: of(pass.stores), reductions: of(pass.reductions) }
    engine.runLines?.(pass, scalarsOf(pass, at.plans), row)
  }
  return values
}

/**
 * Runs a whole part on one leaf in passes over memory. Undefined if the backend or the part has
 * none.
 */
export const runLines = (
  description: Description,
  step: StepBuffers,
  at: LeafStep,
): LineResults | undefined => {
  const { shape, size } = step.params[at.leaf] as tf.Tensor
  if (step.engine.runLines === undefined || size === 0) return undefined
  const [plan] = at.plans
  const program = plan && linesOf(description, plan, shape)
  if (program === undefined) return undefined
  const values = runPasses(program, step, at)
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
