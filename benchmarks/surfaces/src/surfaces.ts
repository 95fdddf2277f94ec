import { ackley } from './ackley.js'
import { ackleyRosenbrock } from './ackleyRosenbrock.js'
import { goldsteinPrice } from './goldsteinPrice.js'
import { goldsteinPriceLog10 } from './goldsteinPriceLog10.js'
import { goldsteinPricePicheny } from './goldsteinPricePicheny.js'
import { levy } from './levy.js'
import { quadratic } from './quadratic.js'
import { rosenbrock } from './rosenbrock.js'
import { twoBasin } from './twoBasin.js'

/**
 * All factories by the name of their surface; each builds its default without options.
 *
 * @example
 * import { surfaces } from '@momenta/bench-surfaces'
 *
 * Object.values(surfaces).every((factory) => factory().dim === 2) // => true
 */
export const surfaces = {
  ackley,
  ackleyRosenbrock,
  goldsteinPrice,
  goldsteinPriceLog10,
  goldsteinPricePicheny,
  levy,
  quadratic,
  rosenbrock,
  twoBasin,
} as const
