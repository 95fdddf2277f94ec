import { ema, scaleByBelief, scaleByBeliefNu } from '@momenta/transforms'
import type { Base } from './Base.js'

/** Options of AdaBelief. */
export interface AdabeliefOptions {
  /** Decay of the first moment, in [0, 1). Default 0.9. */
  readonly b1?: number
  /** Decay of the second moment, in [0, 1). Default 0.999. */
  readonly b2?: number
  /** Added to the root. Default 1e-16. */
  readonly eps?: number
  /** Added to the second moment. Default 1e-16. */
  readonly epsRoot?: number
}

/**
 * The rule of AdaBelief; cut in two, the second moment is of the gradient's distance from what the memory answers.
 *
 * @example
 * import { adabeliefBase } from '@momenta/optimizers'
 *
 * adabeliefBase().whole.map(({ name }) => name) // => ['scaleByBelief']
 */
export const adabeliefBase = ({
  b1 = 0.9,
  b2 = 0.999,
  eps = 1e-16,
  epsRoot = 1e-16,
}: AdabeliefOptions = {}): Base => ({
  whole: scaleByBelief({ b1, b2, eps, epsRoot }),
  halves: ({ startup }) => {
    const debias = startup === 'debiased'
    return [ema({ decay: b1, debias }), scaleByBeliefNu({ b1: debias ? 0 : b1, b2, eps, epsRoot })]
  },
})
