import { number, type OptionsOf, ranges } from '@momenta/options'
import { integerFrom } from '../arguments/declare.js'

/** The declared options of `slice`. */
export const sliceOptions = {
  /** The first coordinate. Default −1. */
  from: number(ranges.finite, -1),
  /** The last coordinate. Default 1. */
  to: number(ranges.finite, 1),
  /** Number of points, ends included, an integer >= 2. Default 51. */
  points: integerFrom(2, 51),
}

/** Options of {@link slice}, and of each direction of {@link slice2d}. */
export interface SliceOptions extends OptionsOf<typeof sliceOptions> {}
