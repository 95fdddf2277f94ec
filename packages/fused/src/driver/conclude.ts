import type { PartState } from '@momenta/core'
import type * as tf from '@tensorflow/tfjs-core'
import type { Choice } from './Choice.js'
import type { Chain } from './chainOf.js'
import type { Known } from './Known.js'
import type { Layout } from './Layout.js'
import type { OpenRow } from './moved.js'
import { placesOf } from './placesOf.js'

/** A step that has run. */
export interface Concluded {
  readonly layout: Layout
  /** What was known of the iterate that it started from. */
  readonly known: Known | undefined
  readonly was: readonly PartState<tf.Tensor>[]
  readonly parts: readonly PartState<tf.Tensor>[]
  readonly params: readonly tf.Tensor[]
  /** Of its only segment; undefined if there were several. */
  readonly choices: readonly Choice[] | undefined
  readonly rows: readonly (readonly OpenRow[])[]
}

const isMemoryless = (parts: readonly PartState<tf.Tensor>[]): boolean =>
  parts.every(({ buffers }) => {
    for (const leaf in buffers) if ((buffers[leaf] as readonly unknown[]).length > 0) return false
    return true
  })

const stays = (
  was: readonly PartState<tf.Tensor>[],
  parts: readonly PartState<tf.Tensor>[],
): boolean =>
  parts.every(({ slots }, i) =>
    Object.keys(slots).every((slot) => {
      const [now, before] = [slots[slot], was[i]?.slots[slot]]
      for (const leaf in now) if (now[leaf] !== before?.[leaf]) return false
      return true
    }),
  )

const frozen = ({ slots, buffers }: PartState<tf.Tensor>) => {
  for (const slot in slots) Object.freeze(slots[slot])
  for (const leaf in buffers) Object.freeze(buffers[leaf])
  return { slots: Object.freeze(slots), buffers: Object.freeze(buffers) }
}

/** Whether each group ran one program that keeps its state where it is. */
const isPlain = (choices: readonly Choice[] | undefined): choices is readonly Choice[] =>
  choices?.every(({ common }) => common?.program.plain && common.program.next !== undefined) ===
  true

/**
 * Ends a step: the tensors that its iterate holds, in how many places each, and the parts of its state. If the next step can do without looking the state through,
 * what it needs for that is remembered, and the parts hold what they held.
 */
export const conclude = (chain: Chain, done: Concluded) => {
  const { layout, was, parts, params, choices, rows } = done
  const held = placesOf(params, parts)
  const [first] = parts
  const knows =
    first !== undefined &&
    isPlain(choices) &&
    isMemoryless(parts) &&
    stays(was, parts) &&
    [...held.values()].every((places) => places === 1)
  if (!knows) return { held, parts }
  const found = done.known ?? {
    layout,
    parts: parts.map(frozen),
    params,
    groups: choices.map(() => new Map()),
  }
  choices.forEach(({ common }, g) => {
    const { program } = common as NonNullable<typeof common>
    const own = rows[g] as readonly OpenRow[]
    const homes = own.map(({ stores }) => stores.filter((_, store) => store !== program.next))
    found.groups[g]?.set(program, { rows: own, homes })
  })
  found.params = params
  const kept = parts.map((part, i) => ({ ...part, ...found.parts[i] }))
  chain.known.set((kept[0] as PartState<tf.Tensor>).slots, found)
  return { held, parts: kept }
}
