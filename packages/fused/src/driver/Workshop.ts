import type * as tf from '@tensorflow/tfjs-core'
import type { Engine } from '../Engine.js'

/** Where the tensors of a step come from and go to. */
export interface Workshop {
  readonly engine: Engine
  /** Whether stores may go over what dies: in the last segment only, so that a step that fails before it leaves its iterate whole. */
  overwrites: boolean
  /** In how many places of the iterate that the step started from each of its tensors stands. */
  readonly places: ReadonlyMap<tf.Tensor, number>
  /** Tensors that the step made, in case it fails. */
  readonly made: Set<tf.Tensor>
}

/** A new tensor for a leaf, freed if the step fails. */
export const allocated = (
  like: tf.Tensor,
  leaf: string,
  { engine, made }: Pick<Workshop, 'engine' | 'made'>,
): tf.Tensor => {
  const tensor = engine.allocate(like, leaf)
  made.add(tensor)
  return tensor
}
