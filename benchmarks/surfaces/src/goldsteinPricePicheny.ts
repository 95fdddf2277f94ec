import { goldsteinPrice } from './goldsteinPrice.js'
import { logarithmOf } from './logarithmOf.js'
import type { Surface } from './Surface.js'

/**
 * The log-scaled {@link goldsteinPrice} function of Picheny et al. (2013) on [0, 1]^2: mean about 0
 * and variance about 1 over the square, minimum -3.129 at (0.5, 0.25).
 *
 * @example
 * import { goldsteinPricePicheny } from '@momenta/bench-surfaces'
 *
 * goldsteinPricePicheny().value([0.5, 0.25]) // => -3.129126
 */
export const goldsteinPricePicheny = (): Surface =>
  logarithmOf(goldsteinPrice(), {
    name: 'goldsteinPricePicheny',
    formula: '(ln GP(4u-2,4v-2) - 8.693) / 2.427',
    slope: 1 / 2.427,
    shift: 8.693,
    zoom: 4,
    offset: -2,
    domain: [0, 1],
  })
