import type { Arithmetic } from '../Arithmetic.js'
import type { Description } from '../Description.js'
import type { ReductionInput } from '../Reductions.js'
import type { Scalars } from '../Scalars.js'
import { lift } from './lift.js'
import type { PartReduction } from './Measurement.js'

/** The input of the reductions of a part for one leaf. */
export type ReducedLeaf<L> = Omit<ReductionInput<L, string, Scalars>, 'scalars'>

/** Computes the expressions that one part reduces, on one leaf: one for each output. */
export type ReduceLeaf<L> = (
  description: Description,
  wanted: PartReduction,
  input: ReducedLeaf<L>,
) => readonly L[]

/**
 * Computes the expressions that one part reduces, on one leaf. This is the definition; compiled
 * forms must give the same bits.
 */
export const reduceLeaf = <A>(
  x: Arithmetic<A>,
  { reductions = {} }: Description,
  { reduction: { outputs }, scalars }: PartReduction,
  input: ReducedLeaf<A>,
): readonly A[] => {
  const at = { ...input, scalars: lift(x, scalars) }
  const [sums, maxima] = [reductions.sums?.(x, at), reductions.maxima?.(x, at)]
  return outputs.map(({ by, name }) => (by === 'sum' ? sums : maxima)?.[name] as A)
}
