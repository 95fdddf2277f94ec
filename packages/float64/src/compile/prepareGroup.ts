import type { Companions, Description, Plan } from '@momenta/core'
import {
  type GroupPlans,
  type Layout,
  programOf,
  type Segment,
  scalarsOf,
} from '@momenta/core/program'
import type { LeafArrays } from './bindArrays.js'
import { type Kernel, kernelOf, type Place } from './kernelOf.js'
import type { LeafState, PartLeafStates } from './LeafState.js'
import { wholeKernel } from './wholeKernel.js'

/** A leaf to run: its kernel with its arrays, and the writes to commit at the end. */
export interface ReadyLeaf {
  readonly kernel: Kernel
  readonly scalars: readonly number[]
  readonly loads: readonly Float64Array[]
  readonly stores: readonly Float64Array[]
  readonly states: readonly LeafState[]
  readonly plans: readonly Plan[]
}

/** Where the arrays of one leaf are found. */
interface LeafPlaces {
  readonly arrays: LeafArrays
  readonly leaf: number
  readonly more: Companions<Float64Array>
  readonly states: readonly LeafState[]
  readonly plans: readonly Plan[]
}

const arrayAt = (place: Place, { arrays, leaf, more, states, plans }: LeafPlaces): Float64Array => {
  switch (place.kind) {
    case 'slot':
      return states[place.part]?.slots[place.index] as Float64Array
    case 'into':
      return states[place.part]?.into[place.index] as Float64Array
    case 'entry': {
      const entry = plans[place.part]?.read?.[place.index] as number
      return states[place.part]?.entries[entry] as Float64Array
    }
    case 'spare': {
      const state = states[place.part] as LeafState
      const { length } = arrays.params
      if (state.spare.length !== length) state.spare = new Float64Array(length)
      return state.spare
    }
    case 'more':
      return more[place.name]?.[leaf] as Float64Array
    default:
      return arrays[place.kind]
  }
}

const arraysAt = (places: readonly Place[], leaf: LeafPlaces): readonly Float64Array[] => {
  const found: Float64Array[] = []
  for (const place of places) found.push(arrayAt(place, leaf))
  return found
}

interface Chosen {
  readonly plans: readonly Plan[]
  readonly kernel: Kernel
  readonly scalars: readonly number[]
}

/**
 * Prepares a group of leaves: one pass over memory for each. All errors are thrown here, before any
 * array is written.
 *
 * @param arrays - The arrays of the segment, by leaf.
 * @param more - The companions of the gradient.
 * @param states - By part of the chain, then by leaf name.
 * @param ready - Receives the leaves.
 */
export const prepareGroup = (
  { transform, names, shapes }: Layout,
  segment: Segment,
  { group, common, at }: GroupPlans,
  arrays: readonly LeafArrays[],
  more: Companions<Float64Array>,
  states: readonly PartLeafStates[],
  ready: ReadyLeaf[],
): void => {
  const { parts, leaves } = group
  const choose = (plans: readonly Plan[], leaf: number): Chosen => {
    if (segment.whole && parts.length > 0) {
      const part = transform[parts[0] as number] as Description
      const shape = shapes[leaf] as readonly number[]
      return { plans, kernel: wholeKernel(part, plans[0] as Plan, shape, segment), scalars: [] }
    }
    const program = programOf(transform, segment, group, plans)
    const kernel = kernelOf(program, segment)
    return { plans, kernel, scalars: scalarsOf(program, plans) }
  }
  const shared = common === undefined || segment.whole ? undefined : choose(common, 0)
  for (let position = 0; position < leaves.length; position++) {
    const leaf = leaves[position] as number
    const { plans, kernel, scalars } = shared ?? choose(at(position), leaf)
    const own: LeafState[] = []
    for (const part of parts) own.push(states[part]?.[names[leaf] as string] as LeafState)
    const places = { arrays: arrays[leaf] as LeafArrays, leaf, more, states: own, plans }
    const loads = arraysAt(kernel.loads, places)
    ready.push({
      kernel,
      scalars,
      loads,
      stores: arraysAt(kernel.stores, places),
      states: own,
      plans,
    })
  }
}
