import type { PartState } from '@momenta/core'
import type * as tf from '@tensorflow/tfjs-core'
import type { Engine } from '../Engine.js'
import type { Program } from '../trace/Program.js'
import type { Choice } from './Choice.js'
import type { Layout } from './Layout.js'
import type { OpenRow } from './moved.js'

/** Where the leaves of a group lay in a step, all of it in place; and for each the tensors that are written over. */
export interface Steady {
  readonly rows: readonly OpenRow[]
  readonly homes: readonly (readonly tf.Tensor[])[]
}

/**
 * What is known of the state that the last step returned: it holds no entries, every tensor of the iterate stands in one place, and where it lay. It holds as long
 * as slots and memories, which are frozen, and parameters are just those of that step. Then only gradients are looked up.
 */
export interface Known {
  readonly layout: Layout
  readonly parts: readonly Pick<PartState<tf.Tensor>, 'slots' | 'buffers'>[]
  params: readonly tf.Tensor[]
  /** For each group of leaves, by the program that it ran. */
  readonly groups: readonly Map<Program, Steady>[]
}

/** What is known of an iterate, if it is one that a step returned, unchanged. */
export const knownOf = (
  known: WeakMap<object, Known>,
  layout: Layout,
  parts: readonly PartState<tf.Tensor>[],
  params: readonly tf.Tensor[],
): Known | undefined => {
  const [first] = parts
  const found = first === undefined ? undefined : known.get(first.slots)
  const holds =
    found?.layout === layout &&
    found.parts.length === parts.length &&
    found.parts.every(
      ({ slots, buffers }, i) => slots === parts[i]?.slots && buffers === parts[i]?.buffers,
    ) &&
    found.params.every((p, i) => p === params[i])
  return holds ? found : undefined
}

const isFree = ({ homes }: Steady, engine: Engine): boolean => {
  for (const row of homes) for (const tensor of row) if (!engine.isOwn(tensor)) return false
  return true
}

/** Where the groups of a step lie, if all of them ran what they are to run now, and all of it may be written over. */
export const steadyOf = (
  { groups, params }: Known,
  choices: readonly Choice[],
  engine: Engine,
): readonly Steady[] | undefined => {
  const found: Steady[] = []
  for (const [g, { common }] of choices.entries()) {
    const steady = common === undefined ? undefined : groups[g]?.get(common.program)
    if (steady === undefined || !isFree(steady, engine)) return undefined
    found.push(steady)
  }
  return engine.renew === undefined || params.every(engine.isOwn) ? found : undefined
}
