import { goldsteinPrice } from './goldsteinPrice.js'
import { logarithmOf } from './logarithmOf.js'
import type { Surface } from './Surface.js'

/**
 * log10 of the {@link goldsteinPrice} function on [-2, 2]^2, minimum log10 3 = 0.477 at (0, -1).
 *
 * The paper reports final losses below the raw minimum 3, so its surface was scaled by a logarithm;
 * which one it does not say. This one fits its numbers, {@link goldsteinPricePicheny} is the one
 * its source defines.
 *
 * @example
 * import { goldsteinPriceLog10 } from '@momenta/bench-surfaces'
 *
 * goldsteinPriceLog10().value([0, -1]) // => 0.47712
 */
export const goldsteinPriceLog10 = (): Surface =>
  logarithmOf(goldsteinPrice(), {
    name: 'goldsteinPriceLog10',
    formula: 'log10 GP(x,y)',
    slope: Math.LOG10E,
    shift: 0,
    zoom: 1,
    offset: 0,
    domain: [-2, 2],
  })
