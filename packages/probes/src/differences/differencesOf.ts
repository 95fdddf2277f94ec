import type { Made } from '../records/Made.js'
import { shown } from '../records/shown.js'
import { addTo } from '../vectors/addTo.js'
import { type Group, groupsOf } from './groupsOf.js'
import { movesAlong, movesOf } from './movesAlong.js'
import type { Lost } from './Rounding.js'

/** How the derivative of a function at a point is taken by differences. */
export interface Differences {
  /** How many pairs of points a product takes. */
  readonly pairs: number
  /** Said of steps that had to be longer than h; undefined where none had. */
  readonly longer: string | undefined
  /** Σ weight (f(up) − f(down)): the derivative along v; undefined for v = 0. */
  readonly along: (
    v: Float64Array,
    f: (w: Float64Array) => Promise<Float64Array>,
  ) => Promise<Float64Array | undefined>
  /** What rounding may have done to that; `noise` is the standard deviation of the rounding of f, carried through what follows. */
  readonly lost: (v: Float64Array, noise: Float64Array) => Lost
  readonly halved: () => Differences
}

const made = (
  dtype: Made['dtype'],
  point: Float64Array,
  groups: readonly Group[],
  h: number,
  scheme: 'central' | 'forward',
): Differences => {
  const greatest = groups.reduce((most, { step }) => Math.max(most, step), 0)
  return {
    pairs: groups.reduce((sum, group) => sum + movesOf(group), 0),
    longer:
      greatest > h
        ? `steps of up to ${shown(greatest)} where numbers are too far apart for h`
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
      // both ends, each at most about twice its standard deviation
      const factor = 4 * moves.reduce((sum, { weight }) => sum + Math.abs(weight), 0)
      return { noise: noise.map((n) => factor * n), astray: rest }
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

/** Differences with a step h, longer where the numbers around the point are too far apart for it. */
export const differencesOf = (
  dtype: Made['dtype'],
  point: Float64Array,
  h: number,
  scheme: 'central' | 'forward' = 'central',
): Differences => made(dtype, point, groupsOf(dtype, point, h), h, scheme)
