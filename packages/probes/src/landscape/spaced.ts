import { checked, ranges } from '@momenta/core'
import { known } from '../arguments/known.js'

/** The points of a slice along one direction. */
export interface SliceRange {
  /** Default −1. */
  readonly from?: number
  /** Default 1. */
  readonly to?: number
  /** How many, ends included; >= 2. Default 51. */
  readonly points?: number
}

/** Evenly spaced coordinates. */
export const spaced = (who: string, range: SliceRange): Float64Array => {
  const {
    from = -1,
    to = 1,
    points = 51,
  } = known(who, range, { from: true, to: true, points: true })
  checked(who, 'from', from, ranges.finite)
  checked(who, 'to', to, ranges.finite)
  checked(who, 'points', points, {
    says: 'must be a whole number >= 2',
    holds: (n) => ranges.count.holds(n) && n >= 2,
  })
  return Float64Array.from({ length: points }, (_, i) => from + ((to - from) * i) / (points - 1))
}
