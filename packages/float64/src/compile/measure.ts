import {
  javascriptReduction,
  type Layout,
  type Measurement,
  type PartReduction,
  type Reduction,
  type ReductionFunction,
  type Stream,
  scalarsOf,
} from '@momenta/core/program'
import { norm } from '../arithmetic/norm.js'
import type { LeafArrays } from './bindArrays.js'
import { interpretReduction } from './interpretProgram.js'
import type { LeafState, PartLeafStates } from './LeafState.js'

const compileReduction = (reduction: Reduction): ReductionFunction => {
  try {
    return javascriptReduction(reduction, 'float64')
  } catch (error) {
    if (error instanceof EvalError) return interpretReduction(reduction)
    throw error
  }
}

const kernels = new WeakMap<Reduction, ReductionFunction>()

const kernelOf = (reduction: Reduction): ReductionFunction => {
  const known = kernels.get(reduction)
  if (known !== undefined) return known
  const made = compileReduction(reduction)
  kernels.set(reduction, made)
  return made
}

const arrayAt = (stream: Stream, arrays: LeafArrays, { slots, entries }: LeafState) => {
  if (stream.kind === 'slot') return slots[stream.index] as Float64Array
  if (stream.kind === 'entry') return entries[stream.index] as Float64Array
  // reductions read no companions
  return arrays[stream.kind as Exclude<typeof stream.kind, 'more'>]
}

const reducePart = (
  { part, reduction, scalars, leaves }: PartReduction,
  { names }: Layout,
  arrays: readonly LeafArrays[],
  states: readonly PartLeafStates[],
): readonly number[] => {
  const run = kernelOf(reduction)
  const values = scalarsOf(reduction, [{ scalars }])
  return leaves.flatMap((leaf) => {
    const own = arrays[leaf] as LeafArrays
    const state = states[part]?.[names[leaf] as string] as LeafState
    const loads = reduction.loads.map((stream) => arrayAt(stream, own, state))
    return run(values, loads, own.params.length)
  })
}

/**
 * The numbers of a measurement before a segment.
 *
 * @param arrays - The arrays of the segment, by leaf.
 * @param states - By part of the chain, then by leaf name.
 * @param value - The value of the loss.
 */
export const measure = (
  { norms, value: wantsValue, reductions }: Measurement,
  layout: Layout,
  arrays: readonly LeafArrays[],
  states: readonly PartLeafStates[],
  value: number,
): readonly number[] => [
  ...norms.flatMap((of) => arrays.map((leaf) => norm(leaf[of]))),
  // as the sum over its one element, whose -0 is 0
  ...(wantsValue ? [0 + value] : []),
  ...reductions.flatMap((one) => reducePart(one, layout, arrays, states)),
]
