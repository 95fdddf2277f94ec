import { dictionary, mapDictionary, type Plan, type Transform } from '@momenta/core'
import type { GroupPlans, LayoutSegment, LeafPart, LineProgram } from '@momenta/core/program'
import { runTensors } from '@momenta/eager'
import type * as tf from '@tensorflow/tfjs-core'
import { holding } from './buffers/holding.js'
import type { PartBuffers } from './buffers/LeafBuffers.js'
import { writeEntry } from './buffers/OpenPart.js'
import type { StepBuffers } from './buffers/StepBuffers.js'
import { isMeasured } from './isMeasured.js'
import type { Pass } from './Pass.js'
import { type LineResults, runInLines } from './runInLines.js'

const beforeOf = (step: StepBuffers, part: number, leaf: number): PartBuffers =>
  step.was[leaf]?.[part] as PartBuffers

const inputOf = (
  step: StepBuffers,
  part: number,
  leaf: number,
  plan: Plan,
): LeafPart<tf.Tensor> => {
  const description = step.layout.transform[part] as LeafPart<tf.Tensor>['description']
  const { slots, entries } = beforeOf(step, part, leaf)
  return {
    description,
    plan,
    slots: dictionary(
      Object.keys(description.slots).map((name, i) => [name, slots[i] as tf.Tensor] as const),
    ),
    entries: plan.read?.map((entry) => entries[entry] as tf.Tensor) ?? [],
  }
}

/** Runs a whole part on one leaf operation by operation; all results are tensors of the step. */
const byOperations = (
  step: StepBuffers,
  part: number,
  leaf: number,
  plan: Plan,
): Omit<LineResults, 'program'> => {
  const own = inputOf(step, part, leaf, plan)
  const before = beforeOf(step, part, leaf)
  const updates = step.updates[leaf] as tf.Tensor
  const grads = step.grads[leaf] as tf.Tensor
  const params = step.params[leaf] as tf.Tensor
  const more = mapDictionary(step.more, (list) => list[leaf] as tf.Tensor)
  const given = [updates, grads, params, ...Object.values(more)]
  const hold = holding(step, new Set([...given, ...before.slots, ...before.entries]))
  const { shape } = params
  const out = runTensors([own], { shape, updates, grads, params, more })
  const { slots: made, entry } = out.outputs[0] as (typeof out.outputs)[number]
  return {
    slots: Object.keys(own.description.slots).map((name, i) => {
      const [was, is] = [before.slots[i] as tf.Tensor, made[name] as tf.Tensor]
      return is === was ? was : hold(is)
    }),
    entry: plan.write === undefined || entry === undefined ? undefined : hold(entry),
    updates: out.updates === updates ? updates : hold(out.updates),
  }
}

/**
 * Runs a whole part on one leaf: in passes if it is traced and the engine has them.
 *
 * @returns The passes, if there are any.
 */
const runLeaf = (
  step: StepBuffers,
  part: number,
  leaf: number,
  plan: Plan,
  addsUp: boolean,
): LineProgram | undefined => {
  const description = step.layout.transform[part] as LeafPart<tf.Tensor>['description']
  const before = beforeOf(step, part, leaf)
  const inPasses = runInLines(description, step, { leaf, parts: [part], plans: [plan] }, addsUp)
  const { slots, entry, updates } = inPasses ?? byOperations(step, part, leaf, plan)
  const entries =
    entry === undefined ? before.entries : writeEntry(before.entries, plan.write as number, entry)
  if (entries !== before.entries || slots.some((slot, i) => slot !== before.slots[i])) {
    const next = [...(step.next[leaf] ?? [])]
    next[part] = { slots, entries }
    step.next[leaf] = next
  }
  step.updates[leaf] = updates
  if (description.rebinds) step.grads[leaf] = updates
  step.passing.push({ leaf, tensor: updates })
  return inPasses?.program
}

/**
 * Runs a part that computes with whole leaves: in passes over memory if it has only elementwise
 * operations and reductions over axes, else operation by operation. Nothing is overwritten, so a
 * step that fails leaves its iterate unchanged.
 */
export const runWhole = (
  segment: LayoutSegment,
  plans: readonly GroupPlans[],
  step: StepBuffers,
): readonly Pass[] => {
  const addsUp = isMeasured(segment, step)
  const leaves = new Map<LineProgram, number>()
  for (const { group, at } of plans)
    group.leaves.forEach((leaf, position) => {
      group.parts.forEach((part, k) => {
        const program = runLeaf(step, part, leaf, at(position)[k] as Plan, addsUp)
        if (program !== undefined) leaves.set(program, (leaves.get(program) ?? 0) + 1)
      })
    })
  const { name, whole } = step.layout.transform[segment.from] as Transform[number]
  return [...leaves].flatMap(([program, count]) =>
    (whole?.costsOf(program) ?? []).map(({ reads, writes }) => ({
      ...{ parts: [name], leaves: count, reads, writes },
      bytesPerParameter: 4 * (reads + writes),
    })),
  )
}
