import { mapDictionary, type Transform } from '@momenta/core'
import { handle, type Iterate } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { Parked, Run, Values } from './Run.js'

const shared = (tensor: tf.Tensor): tf.Tensor => tf.keep(handle(tensor))

/**
 * The state of one variable of a run, to be used again when it is trained again. The entries of a
 * memory are not kept: the others store new ones meanwhile.
 */
export const parkVariable = (
  transform: Transform,
  { names, iterate }: Run,
  variable: tf.Variable,
  at: number,
): Parked => {
  const name = names[at] as string
  const slots = iterate.state.parts.map(({ slots }, part) =>
    transform[part]?.role === 'memory'
      ? {}
      : Object.fromEntries(
          Object.entries(slots).flatMap(([slot, byLeaf]) => {
            const tensor = Object.hasOwn(byLeaf, name) ? byLeaf[name] : undefined
            return tensor === undefined ? [] : [[slot, shared(tensor)]]
          }),
        ),
  )
  return { name, variable, slots }
}

/** Frees the state of variables that a run does not need. */
export const disposeParked = (parked: readonly Parked[]): void =>
  tf.dispose(parked.map(({ slots }) => slots) as tf.TensorContainer)

/** An iterate with the slots that a variable had; they then belong to it. */
export const unparkVariable = (
  iterate: Iterate<Values>,
  { name, slots }: Parked,
): Iterate<Values> => {
  const parts = iterate.state.parts.map((part, i) => ({
    ...part,
    slots: mapDictionary(part.slots, (byLeaf, slot) => {
      const kept = slots[i]?.[slot]
      if (kept === undefined || !Object.hasOwn(byLeaf, name)) return byLeaf
      byLeaf[name]?.dispose()
      return mapDictionary(byLeaf, (tensor, leaf) => (leaf === name ? kept : tensor))
    }),
  }))
  return { ...iterate, state: { ...iterate.state, parts } }
}
