import type { Provenance } from '../records/Provenance.js'
import { addTo } from '../vectors/addTo.js'
import { dot } from '../vectors/dot.js'
import { norm } from '../vectors/norm.js'
import { plus } from '../vectors/plus.js'
import type { Group } from './groupsOf.js'
import { roundTo } from './roundTo.js'

/**
 * Two points in the precision of the loss; v is Σ weight (up − down) over the moves, and a rest.
 */
export interface Move {
  readonly up: Float64Array
  readonly down: Float64Array
  readonly weight: number
}

/** The maximum share of the direction that remains. */
const maximum = 2e-3

/** The number of moves of a group; each leaves the share of the direction that rounding changes. */
export const movesOf = ({ members, step, spacing }: Group): number => {
  const share = spacing / (4 * step)
  return share <= maximum || members?.length === 1
    ? 1
    : Math.min(4, Math.ceil(Math.log(maximum) / Math.log(share)))
}

const part = (v: Float64Array, members: readonly number[] | undefined): Float64Array => {
  if (members === undefined) return v.slice()
  const out = new Float64Array(v.length)
  for (const i of members) out[i] = v[i] as number
  return out
}

/**
 * Writes a direction as a sum of actual displacements: the first is along it and rounded, the next
 * along what rounding has changed, and so on. Along one coordinate nothing remains.
 *
 * @param point - In the precision of the loss; with the scheme `forward` it is the lower point.
 */
export const movesAlong = (
  dtype: Provenance['dtype'],
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
      const up = roundTo(dtype, plus(point, group.step / length, rest))
      const down =
        scheme === 'central' ? roundTo(dtype, plus(point, -group.step / length, rest)) : point
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
