import type { Basin } from './Basin.js'
import type { DescentOptions } from './DescentOptions.js'
import { descend } from './descend.js'
import type { Surface } from './Surface.js'

/**
 * The basin a point lies in: {@link descend} to its floor, then the known minimum that is there, if
 * any (each coordinate within 1e-6 of the width of the domain).
 *
 * @throws RangeError if x does not have `dim` coordinates.
 * @example
 * import { basinOf, twoBasin } from '@momenta/bench-surfaces'
 *
 * basinOf(twoBasin({ dim: 2, sharpness: 10 }), [0.1, 0.9]).index // => 2
 */
export const basinOf = (
  surface: Surface,
  x: ArrayLike<number>,
  options: DescentOptions = {},
): Basin => {
  const floor = descend(surface, x, options)
  const near = 1e-6 * (surface.domain[1] - surface.domain[0])
  const index = surface.minima.findIndex((minimum) =>
    minimum.x.every((each, i) => Math.abs(each - (floor.x[i] as number)) <= near),
  )
  return { ...floor, index: floor.converged ? index : -1 }
}
