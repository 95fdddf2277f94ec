import { checked, checkedFlag, identity, ranges } from '@momenta/core'
import { trace } from '@momenta/transforms'
import type { Base } from './Base.js'

/** Options of SGD. */
export interface SgdOptions {
  /** Decay of the momentum, in [0, 1); 0 is plain gradient descent. Default 0.9. */
  readonly momentum?: number
  /** Share of the new gradient that is held back from the momentum, in [0, 1). Default 0. */
  readonly dampening?: number
  /** Looks one step ahead. Default false. */
  readonly nesterov?: boolean
}

/**
 * The rule of SGD with momentum: the whole momentum is the direction.
 *
 * @example
 * import { sgdBase } from '@momenta/optimizers'
 *
 * sgdBase().whole.map(({ name }) => name) // => ['trace']
 */
export const sgdBase = ({
  momentum = 0.9,
  dampening = 0,
  nesterov = false,
}: SgdOptions = {}): Base => {
  checked('sgd', 'momentum', momentum, ranges.decay)
  checked('sgd', 'dampening', dampening, ranges.decay)
  checkedFlag('sgd', 'nesterov', nesterov)
  const whole = momentum === 0 ? identity : trace({ decay: momentum, dampening, nesterov })
  return { whole, halves: () => [whole, identity] }
}
