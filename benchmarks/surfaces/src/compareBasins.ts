import type { BasinChange } from './BasinChange.js'
import { basinOf } from './basinOf.js'
import type { DescentOptions } from './DescentOptions.js'
import type { Surface } from './Surface.js'

/**
 * Whether a run escaped: descent from its last point ends in a lower minimum than descent from its
 * start, by more than 1 % of max(1, |f*|) where f* is the global minimum.
 *
 * The floors of {@link twoBasin} are all equally low, so there the change is `same`: compare
 * `from.index` and `to.index` instead, 0 being the flat basin.
 *
 * @param surface - one that lists a global minimum.
 * @throws RangeError if the surface lists none, or a point does not have `dim` coordinates.
 * @example
 * import { compareBasins, goldsteinPrice } from '@momenta/bench-surfaces'
 *
 * compareBasins(goldsteinPrice(), [-0.5, -0.5], [0.1, -0.9]).change // => 'lower'
 */
export const compareBasins = (
  surface: Surface,
  start: ArrayLike<number>,
  last: ArrayLike<number>,
  options: DescentOptions = {},
): BasinChange => {
  const best = surface.minima.find((minimum) => minimum.global)?.f
  if (best === undefined)
    throw new RangeError(
      `compareBasins: ${surface.name} must list a global minimum, got none; compare basinOf's floors by hand.`,
    )
  const tolerance = Math.max(1, Math.abs(best)) / 100
  const from = basinOf(surface, start, options)
  const to = basinOf(surface, last, options)
  const rise = to.f - from.f
  const change = rise < -tolerance ? 'lower' : rise > tolerance ? 'higher' : 'same'
  return {
    from,
    to,
    couldEscape: from.converged && from.f > best + tolerance,
    change: from.converged && to.converged ? change : 'unknown',
  }
}
