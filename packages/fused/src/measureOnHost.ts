import type { Reduction } from '@momenta/core/program'
import type { Engine, Measuring, ReductionRow } from './Engine.js'
import { plain } from './splitReduction.js'

/** Reduces leaves: for each row, one number per output. */
export type Reduce = (
  reduction: Reduction,
  scalars: readonly number[],
  rows: readonly ReductionRow[],
) => readonly number[]

/** Measures on a backend whose data is in this process, in the order of {@link Engine.measure}. */
export const measureOnHost =
  (reduce: Reduce): Engine['measure'] =>
  ({ norms, values, reductions }: Measuring): readonly number[] => [
    ...(norms.length === 0
      ? []
      : reduce(
          plain.squares,
          [],
          norms.map((leaf) => ({ size: leaf.size, loads: [leaf] })),
        ).map(Math.sqrt)),
    // as the sum over its one element, whose -0 is 0
    ...values.map((value) => 0 + (value.dataSync()[0] as number)),
    ...reductions.flatMap(({ reduction, scalars, rows }) => reduce(reduction, scalars, rows)),
  ]
