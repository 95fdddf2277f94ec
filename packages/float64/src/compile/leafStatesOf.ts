import { mapDictionary, type PartState, type State, type Transform } from '@momenta/core'
import type { LeafState, PartLeafStates } from './LeafState.js'

const copy = (leaf: Float64Array): Float64Array => Float64Array.from(leaf)

const none = new Float64Array(0)

/**
 * Copies the arrays of a state, leaf by leaf, for a run that overwrites them.
 *
 * @param inPlaceFrom - The first part that overwrites its slots; those before it write to other
 *   arrays.
 */
export const leafStatesOf = (
  transform: Transform,
  { parts }: State<Float64Array>,
  inPlaceFrom: number,
): readonly PartLeafStates[] =>
  transform.map((description, part) => {
    const { slots, buffers } = parts[part] as PartState<Float64Array>
    const names = Object.keys(description.slots)
    return mapDictionary(buffers, (entries, leaf): LeafState => {
      const own = names.map((slot) => copy(slots[slot]?.[leaf] as Float64Array))
      const into = part >= inPlaceFrom ? own : own.map(({ length }) => new Float64Array(length))
      return { slots: own, into, entries: entries.map(copy), spare: none }
    })
  })
