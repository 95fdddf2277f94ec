import type { Provenance } from '../records/Provenance.js'
import { norm } from '../vectors/norm.js'
import { unitsInLastPlace } from './unitsInLastPlace.js'

/** Coordinates that are moved together. */
export interface Group {
  /** Undefined for all coordinates. */
  readonly members: readonly number[] | undefined
  /** The length of the displacement. */
  readonly step: number
  /** ‖u‖, u the spacing of the numbers around each coordinate. */
  readonly spacing: number
}

/** The minimum length of a step, relative to the spacing of the numbers. */
const minimum = 32
/** The maximum ratio of two spacings in a group. */
const span = 16

/**
 * Groups the coordinates by the spacing of the numbers around them. Those that represent a step h
 * well are moved together by h; the others in groups of similar spacing, each by 32 times the norm
 * of its spacings. In float32 with h = 5e-3 these begin at |w| = 2048 for one coordinate.
 */
export const groupsOf = (
  dtype: Provenance['dtype'],
  point: Float64Array,
  h: number,
): readonly Group[] => {
  const units = unitsInLastPlace(dtype, point)
  const whole = norm(units)
  if (!(minimum * whole > h)) return [{ members: undefined, step: h, spacing: whole }]
  const order = Array.from(units, (_, i) => i).sort(
    (a, b) => (units[a] as number) - (units[b] as number),
  )
  const groups: { members: number[]; squares: number; first: number }[] = []
  for (const i of order) {
    const unit = units[i] as number
    const last = groups.at(-1)
    const fits =
      last !== undefined &&
      (minimum * Math.sqrt(last.squares + unit ** 2) <= h ||
        (minimum * Math.sqrt(last.squares) > h && unit <= span * last.first))
    if (fits) {
      last.members.push(i)
      last.squares += unit ** 2
    } else groups.push({ members: [i], squares: unit ** 2, first: unit })
  }
  return groups.map(({ members, squares }) => {
    const spacing = Math.sqrt(squares)
    return { members, step: Math.max(h, minimum * spacing), spacing }
  })
}
