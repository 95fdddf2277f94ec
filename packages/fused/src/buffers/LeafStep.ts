import type { Plan } from '@momenta/core'
import type { Stream } from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import type { PartBuffers } from './LeafBuffers.js'
import type { StepBuffers } from './StepBuffers.js'
import type { Wiring } from './wiringOf.js'

/** One leaf that runs a program. */
export interface LeafStep {
  readonly leaf: number
  /** The parts of the program, as indices into the chain, and their plans. */
  readonly parts: readonly number[]
  readonly plans: readonly Plan[]
}

/** The tensors that a part of the program held before the step. */
export const heldBefore = (
  step: StepBuffers,
  { leaf, parts }: LeafStep,
  part: number,
): PartBuffers => step.was[leaf]?.[parts[part] as number] as PartBuffers

/** The tensor of a stream of a leaf. */
export const loadAt = (place: Stream, at: LeafStep, step: StepBuffers): tf.Tensor => {
  if (place.kind === 'slot') return heldBefore(step, at, place.part).slots[place.index] as tf.Tensor
  if (place.kind === 'more') return step.more[place.name]?.[at.leaf] as tf.Tensor
  if (place.kind !== 'entry') return step[place.kind][at.leaf] as tf.Tensor
  const entry = at.plans[place.part]?.read?.[place.index] as number
  return heldBefore(step, at, place.part).entries[entry] as tf.Tensor
}

/** The tensors that a program loads for a leaf. */
export const loadsAt = (
  { loads }: Pick<Wiring, 'loads'>,
  at: LeafStep,
  step: StepBuffers,
): tf.Tensor[] => {
  const found: tf.Tensor[] = []
  for (const place of loads) found.push(loadAt(place, at, step))
  return found
}
