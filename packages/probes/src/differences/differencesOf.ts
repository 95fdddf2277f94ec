import { formatNumber } from '../records/formatNumber.js'
import type { Provenance } from '../records/Provenance.js'
import { addTo } from '../vectors/addTo.js'
import { type Group, groupsOf } from './groupsOf.js'
import { movesAlong, movesOf } from './movesAlong.js'
import type { Lost } from './Rounding.js'

/** The derivative of a function at a point by differences. */
export interface Differences {
  /** The number of pairs of points per product. */
  readonly pairs: number
  /** A description of steps longer than h; undefined if there are none. */
  readonly longer: string | undefined
  /** Σ weight (f(up) − f(down)): the derivative along v; undefined for v = 0. */
  readonly along: (
    v: Float64Array,
    f: (w: Float64Array) => Promise<Float64Array>,
  ) => Promise<Float64Array | undefined>
  /** A bound on the rounding of `along`; `noise` is the standard deviation of the rounding of f. */
  readonly lost: (v: Float64Array, noise: Float64Array) => Lost
  readonly halved: () => Differences
}

const made = (
  dtype: Provenance['dtype'],
  point: Float64Array,
  groups: readonly Group[],
  h: number,
  scheme: 'central' | 'forward',
): Differences => {
  const longest = groups.reduce((most, { step }) => Math.max(most, step), 0)
  return {
    pairs: groups.reduce((sum, group) => sum + movesOf(group), 0),
    longer:
      longest > h
        ? `steps of up to ${formatNumber(longest)} where numbers are too far apart for h`
        : undefined,
    along: async (v, f) => {
      let sum: Float64Array | undefined
      for (const { up, down, weight } of movesAlong(dtype, point, groups, v, scheme).moves) {
        const [above, below] = [await f(up), await f(down)]
        sum ??= new Float64Array(above.length)
        addTo(sum, weight, above)
        addTo(sum, -weight, below)
      }
      return sum
    },
    lost: (v, noise) => {
      const { moves, rest } = movesAlong(dtype, point, groups, v, scheme)
      // both points, each up to twice its standard deviation
      const factor = 4 * moves.reduce((sum, { weight }) => sum + Math.abs(weight), 0)
      return { noise: noise.map((n) => factor * n), displacementError: rest }
    },
    halved: () =>
      made(
        dtype,
        point,
        groups.map((group) => ({ ...group, step: group.step / 2 })),
        h / 2,
        scheme,
      ),
  }
}

/** Differences with a step h, longer where the numbers around the point are too far apart for h. */
export const differencesOf = (
  dtype: Provenance['dtype'],
  point: Float64Array,
  h: number,
  scheme: 'central' | 'forward' = 'central',
): Differences => made(dtype, point, groupsOf(dtype, point, h), h, scheme)
