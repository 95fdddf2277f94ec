import type { Made } from '../records/Made.js'
import { norm } from '../vectors/norm.js'
import { unitsOf } from './unitsOf.js'

/** Coordinates that are moved together. */
export interface Group {
  /** Undefined: all of them. */
  readonly members: readonly number[] | undefined
  /** The length of the displacement. */
  readonly step: number
  /** ‖u‖, u the spacing of the numbers around each coordinate. */
  readonly spacing: number
}

/** A step must be at least so many times as long as the spacing of the numbers. */
const least = 32
/** In a group, no spacing is more than so many times as wide as another. */
const span = 16

/**
 * Splits the coordinates by the spacing of the numbers around them: those on which a step h is well represented are moved together by h; the others in groups of
 * similar spacing, each by 32 times the norm of its spacings. In float32 with h = 5e-3 the second kind begins at |w| = 2048 for one coordinate.
 */
export const groupsOf = (
  dtype: Made['dtype'],
  point: Float64Array,
  h: number,
): readonly Group[] => {
  const units = unitsOf(dtype, point)
  const whole = norm(units)
  if (!(least * whole > h)) return [{ members: undefined, step: h, spacing: whole }]
  const order = Array.from(units, (_, i) => i).sort(
    (a, b) => (units[a] as number) - (units[b] as number),
  )
  const groups: { members: number[]; squares: number; first: number }[] = []
  for (const i of order) {
    const unit = units[i] as number
    const last = groups.at(-1)
    const fits =
      last !== undefined &&
      (least * Math.sqrt(last.squares + unit ** 2) <= h ||
        (least * Math.sqrt(last.squares) > h && unit <= span * last.first))
    if (fits) {
      last.members.push(i)
      last.squares += unit ** 2
    } else groups.push({ members: [i], squares: unit ** 2, first: unit })
  }
  return groups.map(({ members, squares }) => {
    const spacing = Math.sqrt(squares)
    return { members, step: Math.max(h, least * spacing), spacing }
  })
}
