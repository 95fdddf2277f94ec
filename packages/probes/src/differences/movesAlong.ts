import type { Made } from '../records/Made.js'
import { addTo } from '../vectors/addTo.js'
import { dot } from '../vectors/dot.js'
import { norm } from '../vectors/norm.js'
import { plus } from '../vectors/plus.js'
import { arrived } from './arrived.js'
import type { Group } from './groupsOf.js'

/** Two points that are numbers of the loss's precision; v is the sum of weight (up − down) over the moves, and what is left over. */
export interface Move {
  readonly up: Float64Array
  readonly down: Float64Array
  readonly weight: number
}

/** What is left over of the direction is at most about this share of it. */
const most = 2e-3

/** How many moves a group takes until little of a direction is left over: each leaves the share of it that rounding has changed. */
export const movesOf = ({ members, step, spacing }: Group): number => {
  const share = spacing / (4 * step)
  return share <= most || members?.length === 1
    ? 1
    : Math.min(4, Math.ceil(Math.log(most) / Math.log(share)))
}

const part = (v: Float64Array, members: readonly number[] | undefined): Float64Array => {
  if (members === undefined) return v.slice()
  const out = new Float64Array(v.length)
  for (const i of members) out[i] = v[i] as number
  return out
}

/**
 * Writes a direction as displacements that really arrive: the first is along it and rounded, the next along what rounding has changed, and so on. Along one coordinate
 * nothing is left over.
 *
 * @param point - As it has arrived; with the scheme `forward` it is itself the lower point.
 */
export const movesAlong = (
  dtype: Made['dtype'],
  point: Float64Array,
  groups: readonly Group[],
  v: Float64Array,
  scheme: 'central' | 'forward',
): { readonly moves: readonly Move[]; readonly rest: Float64Array } => {
  const moves: Move[] = []
  const left = new Float64Array(v.length)
  for (const group of groups) {
    const rest = part(v, group.members)
    for (let k = movesOf(group); k > 0; k--) {
      const length = norm(rest)
      if (length === 0) break
      const up = arrived(dtype, plus(point, group.step / length, rest))
      const down =
        scheme === 'central' ? arrived(dtype, plus(point, -group.step / length, rest)) : point
      const moved = plus(up, -1, down)
      const squares = dot(moved, moved)
      const weight = squares === 0 ? 0 : dot(rest, moved) / squares
      if (weight === 0) break
      moves.push({ up, down, weight })
      addTo(rest, -weight, moved)
    }
    addTo(left, 1, rest)
  }
  return { moves, rest: left }
}
