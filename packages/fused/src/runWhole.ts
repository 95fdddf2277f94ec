import { dictionary, mapDictionary, type Plan } from '@momenta/core'
import type { GroupPlans, LeafPart, LineProgram } from '@momenta/core/program'
import { handle, runTensors } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { PartBuffers } from './buffers/LeafBuffers.js'
import { heldBefore } from './buffers/LeafStep.js'
import { writeEntry } from './buffers/OpenPart.js'
import type { StepBuffers } from './buffers/StepBuffers.js'
import type { Pass } from './Pass.js'
import { type LineResults, runLines } from './runLines.js'

const beforeOf = (step: StepBuffers, part: number, leaf: number): PartBuffers =>
  heldBefore(step, { leaf, parts: [part], plans: [] }, 0)

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
  const shared = new Set([
    ...[updates, grads, params, ...Object.values(more)],
    ...[...before.slots, ...before.entries],
  ])
  const hold = (tensor: tf.Tensor): tf.Tensor => {
    // One tensor in two places would be overwritten in both.
    const held = tf.keep(shared.has(tensor) ? handle(tensor) : tensor)
    shared.add(held)
    step.made.add(held)
    return held
  }
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
): LineProgram | undefined => {
  const description = step.layout.transform[part] as LeafPart<tf.Tensor>['description']
  const before = beforeOf(step, part, leaf)
  const inPasses = runLines(description, step, { leaf, parts: [part], plans: [plan] })
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

/** The passes over whole leaves, by the name of the part; those over less are left out. */
const passesFor = (name: string, { passes }: LineProgram): readonly Pass[] => {
  const sizeOf = (shape: readonly number[]) => shape.reduce((all, length) => all * length, 1)
  const most = Math.max(...passes.map(({ shape }) => sizeOf(shape)))
  return passes.flatMap(({ shape, loads, stores }) => {
    if (sizeOf(shape) < most) return []
    const reads = loads.filter((load) => sizeOf(load.shape) === most).length
    const bytesPerParameter = 4 * (reads + stores.length)
    return { parts: [name], leaves: 1, reads, writes: stores.length, bytesPerParameter }
  })
}

/** Counts the leaves that run the same passes. */
const counted = (found: readonly (readonly [string, LineProgram])[]): readonly Pass[] => {
  const leaves = new Map<LineProgram, number>()
  for (const [, program] of found) leaves.set(program, (leaves.get(program) ?? 0) + 1)
  const names = new Map(found.map(([name, program]) => [program, name]))
  return [...leaves].flatMap(([program, count]) =>
    passesFor(names.get(program) as string, program).map((pass) => ({ ...pass, leaves: count })),
  )
}

/**
 * Runs a part that computes with whole leaves: in passes over memory if it has only elementwise
 * operations and reductions over axes, else operation by operation. Nothing is overwritten, so a
 * step that fails leaves its iterate unchanged.
 */
export const runWhole = (plans: readonly GroupPlans[], step: StepBuffers): readonly Pass[] => {
  const found: (readonly [string, LineProgram])[] = []
  for (const { group, at } of plans)
    group.leaves.forEach((leaf, position) => {
      group.parts.forEach((part, k) => {
        const program = runLeaf(step, part, leaf, at(position)[k] as Plan)
        const { name } = step.layout.transform[part] as LeafPart<tf.Tensor>['description']
        if (program !== undefined) found.push([name, program])
      })
    })
  return counted(found)
}
