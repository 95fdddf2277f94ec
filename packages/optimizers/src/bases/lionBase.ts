import { lionMomentum, scaleByLion, scaleBySign } from '@momenta/transforms'
import type { Base } from './Base.js'

/** Options of Lion. */
export interface LionOptions {
  /** Share of the momentum in the direction, in [0, 1). Default 0.9. */
  readonly b1?: number
  /** Decay of the momentum, in [0, 1). Default 0.99. */
  readonly b2?: number
}

/**
 * The rule of Lion; cut in two, the interpolated momentum and its sign.
 *
 * @example
 * import { lionBase } from '@momenta/optimizers'
 *
 * lionBase().halves({}).map(([part]) => part.name) // => ['lionMomentum', 'scaleBySign']
 */
export const lionBase = ({ b1 = 0.9, b2 = 0.99 }: LionOptions = {}): Base => ({
  whole: scaleByLion({ b1, b2 }),
  halves: () => [lionMomentum({ b1, b2 }), scaleBySign()],
})
