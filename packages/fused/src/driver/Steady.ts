import type * as tf from '@tensorflow/tfjs-core'
import type { Row } from '../Engine.js'
import type { Stream } from '../trace/Node.js'
import type { Program } from '../trace/Program.js'
import type { Group } from './Layout.js'
import type { Building } from './Parts.js'
import type { Workshop } from './Workshop.js'

/** A row that is filled in anew each step. */
export interface SteadyRow extends Row {
  readonly loads: tf.Tensor[]
  readonly stores: tf.Tensor[]
}

/**
 * Where the leaves of a group lay in the last step, all of it in place. It holds as long as the state is the one that step answered, whose slots are frozen:
 * then only parameters and gradients are looked up, and the slots' dictionaries are passed on as they are.
 */
export interface Steady {
  readonly group: Group
  readonly slots: readonly object[]
  readonly rows: readonly SteadyRow[]
  /** For each row the tensors that are written over. */
  readonly homes: readonly (readonly tf.Tensor[])[]
}

const at = ({ loads }: Program, kind: Stream['kind']): number =>
  loads.findIndex((stream) => stream.kind === kind)

/** Whether all that the program stores may go where it lies. */
const isFree = ({ homes }: Steady, params: readonly tf.Tensor[], { engine }: Workshop): boolean =>
  homes.every((row) => row.every(engine.isOwn)) &&
  params.every((p) => p.size > 0 && engine.isOwn(p))

/** Fills the rows of a steady group in; undefined if it does not hold any more, or something is shared. Parameters are the caller's to renew. */
export const refilled = (
  steady: Steady | undefined,
  program: Program,
  {
    group,
    parts,
    u,
    g,
    params,
    shop,
  }: {
    readonly group: Group
    readonly parts: readonly Building[]
    readonly u: readonly tf.Tensor[]
    readonly g: readonly tf.Tensor[]
    readonly params: readonly tf.Tensor[]
    readonly shop: Workshop
  },
): readonly SteadyRow[] | undefined => {
  const holds =
    steady?.group === group && parts.every(({ was }, k) => was.slots === steady.slots[k])
  if (!holds || !shop.overwrites || !shop.memoryless) return undefined
  const own = group.leaves.map((leaf) => params[leaf] as tf.Tensor)
  if (!isFree(steady, own, shop)) return undefined
  const [iu, ig, ip] = [at(program, 'u'), at(program, 'g'), at(program, 'p')]
  group.leaves.forEach((leaf, i) => {
    const { loads } = steady.rows[i] as SteadyRow
    if (iu >= 0) loads[iu] = u[leaf] as tf.Tensor
    if (ig >= 0) loads[ig] = g[leaf] as tf.Tensor
    if (ip >= 0) loads[ip] = params[leaf] as tf.Tensor
  })
  for (const part of parts) {
    part.slots = part.was.slots as Building['slots']
    part.bank = part.was.bank as Building['bank']
  }
  return steady.rows
}

/** What a step leaves behind for the next one, if all of it went in place and the group is all that its parts act on. */
export const steadyOf = (
  program: Program,
  group: Group,
  names: readonly string[],
  parts: readonly Building[],
  rows: readonly SteadyRow[],
): Steady | undefined => {
  if (!group.whole || !program.plain || program.next === undefined) return undefined
  const stays = parts.every(({ was, slots }) =>
    Object.keys(slots).every((slot) =>
      group.leaves.every((leaf) => {
        const name = names[leaf] as string
        return slots[slot]?.[name] === was.slots[slot]?.[name]
      }),
    ),
  )
  if (!stays) return undefined
  for (const { slots } of parts) {
    for (const slot in slots) Object.freeze(slots[slot])
    Object.freeze(slots)
  }
  return {
    group,
    slots: parts.map(({ slots }) => slots),
    rows,
    homes: rows.map(({ stores }) => stores.filter((_, store) => store !== program.next)),
  }
}
