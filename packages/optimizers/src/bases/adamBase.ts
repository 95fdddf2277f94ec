import { chain, checkedChoice, checkedFlag, identity } from '@momenta/core'
import { ema, scaleByAdam, scaleByNu, scaleBySchedule } from '@momenta/transforms'
import type { Base } from './Base.js'

/** Options of Adam. */
export interface AdamOptions {
  /** Decay of the first moment, in [0, 1). Default 0.9. */
  readonly b1?: number
  /** Decay of the second moment, in [0, 1). Default 0.999. */
  readonly b2?: number
  /** Added to the root. Default 1e-8. */
  readonly eps?: number
  /** Divides by the greatest second moment so far. Default false. */
  readonly amsgrad?: boolean
  /** Looks one step ahead, after Dozat. Default false. */
  readonly nesterov?: boolean
  /** `burst` multiplies the steps by 1/(1 - b1^t), the start of Adam+CM without its memory: a control. Default `debiased`, plain Adam. */
  readonly startup?: 'burst' | 'debiased'
}

/**
 * The rule of Adam; cut in two, the average of the gradients, and the division by the root of the second moment.
 *
 * @example
 * import { adamBase } from '@momenta/optimizers'
 *
 * adamBase().halves({}).map(([part]) => part.name) // => ['ema', 'scaleByNu']
 */
export const adamBase = ({
  b1 = 0.9,
  b2 = 0.999,
  eps = 1e-8,
  amsgrad = false,
  nesterov = false,
  startup = 'debiased',
}: AdamOptions = {}): Base => {
  checkedFlag('adam', 'amsgrad', amsgrad)
  checkedFlag('adam', 'nesterov', nesterov)
  checkedChoice('adam', 'startup', startup, ['burst', 'debiased'])
  return {
    whole: chain(
      scaleByAdam({ b1, b2, eps, amsgrad, nesterov }),
      startup === 'burst'
        ? scaleBySchedule({ schedule: (step) => 1 / (1 - b1 ** (step + 1)) })
        : identity,
    ),
    halves: ({ nu = 'aggregate', startup: start = 'burst' }) => {
      const debias = start === 'debiased'
      return [
        ema({ decay: b1, debias, nesterov }),
        scaleByNu({
          b1: debias || nesterov ? 0 : b1,
          b2,
          eps,
          amsgrad,
          of: nu === 'gradients' ? 'grads' : 'updates',
        }),
      ]
    },
  }
}
