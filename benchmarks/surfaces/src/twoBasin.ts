import { checkDim } from './checkDim.js'
import { checkPositive } from './checkPositive.js'
import { jointBasins } from './jointBasins.js'
import type { Surface } from './Surface.js'
import type { SurfaceOptions } from './SurfaceOptions.js'
import { separableBasins } from './separableBasins.js'
import { surfaceFrom } from './surfaceFrom.js'
import { unitCorners } from './unitCorners.js'

const formulas = {
  separable: 'sum_i min(x_i^2, s (x_i-1)^2)',
  joint: 'min(sum_i x_i^2, s sum_i (x_i-1)^2)',
} as const

/**
 * The class of functions with a flat and a sharp basin (paper, equation 8): curvature 2 at 0 and 2
 * s at 1, both of height 0. The paper uses [-1, 1]^D.
 *
 * `separable` takes the minimum in each coordinate, so all 2^D corners of the unit cube are minima;
 * `joint` takes the minimum of the sums and has the two the paper counts, but then nearly all of
 * [-1, 1]^D lies in the flat basin when D is large. `minima` starts with the flat one and ends with
 * the sharp one; the separable form lists the corners between them up to D = 10, corner k with bit
 * i of k as coordinate i.
 *
 * Where the branches meet (in each coordinate sqrt s / (1 + sqrt s), and sqrt s / (sqrt s - 1) for
 * s > 1) f has a kink, and gradient and Hessian are those of the flat branch.
 *
 * @param options - `dim` D >= 1; `sharpness` s > 0; `form`.
 * @throws RangeError if `dim` is not an integer >= 1, `sharpness` not a finite number > 0, or
 *   `form` unknown.
 * @example
 * import { twoBasin } from '@momenta/bench-surfaces'
 *
 * twoBasin({ dim: 1, sharpness: 4 }).value([0.9]) // => 0.04
 * Array.from(twoBasin({ dim: 2, sharpness: 4 }).hessian([0, 1])) // => [2, 0, 0, 8]
 */
export const twoBasin = ({
  dim = 2,
  sharpness: s = 10,
  form = 'separable',
}: Pick<SurfaceOptions, 'dim' | 'sharpness' | 'form'> = {}): Surface => {
  checkDim('twoBasin', dim, 1)
  checkPositive('twoBasin', 'sharpness', s, 10)
  if (!Object.hasOwn(formulas, form))
    throw new RangeError(
      `twoBasin: form must be 'separable' or 'joint', got '${form}'; 'separable' is the default.`,
    )
  return surfaceFrom({
    name: 'twoBasin',
    dim,
    formula: `${formulas[form]}, s=${s}`,
    ...(form === 'joint' ? jointBasins(dim, s) : separableBasins(dim, s)),
    minima: unitCorners(dim, form === 'separable' && dim <= 10),
    domain: [-1, 1],
  })
}
