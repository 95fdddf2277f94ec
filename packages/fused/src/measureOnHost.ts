import type { Reduction } from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import type { Engine, Measuring, ReductionRow } from './Engine.js'
import { plain } from './splitReduction.js'

/** Reduces leaves: for each row, one number per output. */
export type Reduce = (
  reduction: Reduction,
  scalars: readonly number[],
  rows: readonly ReductionRow[],
) => readonly number[]

/**
 * Measures on a backend whose data is in this process, in the order of {@link Engine.measure}.
 *
 * @param known - The squares of a tensor, if they were added up before.
 */
export const measureOnHost =
  (reduce: Reduce, known?: (leaf: tf.Tensor) => number | undefined): Engine['measure'] =>
  ({ norms, values, reductions }: Measuring): readonly number[] => {
    const found = norms.map((leaf) => known?.(leaf))
    const rows = norms.flatMap((leaf, i) =>
      found[i] === undefined ? { size: leaf.size, loads: [leaf] } : [],
    )
    const squares = rows.length === 0 ? [] : [...reduce(plain.squares, [], rows)]
    return [
      ...found.map((square) => Math.sqrt(square ?? (squares.shift() as number))),
      // as the sum over its one element, whose -0 is 0
      ...values.map((value) => 0 + (value.dataSync()[0] as number)),
      ...reductions.flatMap(({ reduction, scalars, rows }) => reduce(reduction, scalars, rows)),
    ]
  }
