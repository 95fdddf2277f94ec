import { chain, checked, checkedFlag, identity, ranges } from '@momenta/core'
import { ema, scaleByRms, trace } from '@momenta/transforms'
import type { Base } from './Base.js'

/** Options of RMSProp. */
export interface RmspropOptions {
  /** Decay of the second moment, in [0, 1). Default 0.99. */
  readonly decay?: number
  /** Added to the root. Default 1e-8. */
  readonly eps?: number
  /** Decay of the momentum of the scaled gradient, in [0, 1). Default 0. */
  readonly momentum?: number
  /** Subtracts the square of the mean gradient. Default false. */
  readonly centered?: boolean
  /** Decay of the momentum that a memory of critical momenta stores, in [0, 1). Default 0.9. */
  readonly b1?: number
}

/**
 * The rule of RMSProp; before a memory of critical momenta its gradient is averaged with decay b1.
 *
 * @example
 * import { rmspropBase } from '@momenta/optimizers'
 *
 * rmspropBase({ momentum: 0.9 }).whole.map(({ name }) => name) // => ['scaleByRms', 'trace']
 */
export const rmspropBase = ({
  decay = 0.99,
  eps = 1e-8,
  momentum = 0,
  centered = false,
  b1 = 0.9,
}: RmspropOptions = {}): Base => {
  checked('rmsprop', 'momentum', momentum, ranges.decay)
  checked('rmsprop', 'b1', b1, ranges.decay)
  checkedFlag('rmsprop', 'centered', centered)
  const whole = chain(
    scaleByRms({ decay, eps, centered }),
    momentum === 0 ? identity : trace({ decay: momentum }),
  )
  return {
    whole,
    halves: ({ startup }) => [ema({ decay: b1, debias: startup === 'debiased' }), whole],
  }
}
