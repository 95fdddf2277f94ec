import { chain, counted, fromOptions, identity, type Transform } from '@momenta/core'
import {
  choice,
  type FilledOf,
  flag,
  hyperparameter,
  hyperparameters,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { ema, scaleByAdam, scaleByNu } from '@momenta/transforms'
import type { Base } from './Base.js'

/** The options of Adam's rule. */
export const adamOptions = {
  /** Decay of the first moment, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** Decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** Added to the root, >= 0. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** Divides by the maximum of the second moments so far. Default false. */
  amsgrad: flag(false),
  /** Looks one step ahead, after Dozat. Default false. */
  nesterov: flag(false),
  /**
   * `burst` multiplies the steps by 1/(1 - b1^t), as Adam+CM without its buffer starts: a control.
   * An error with critical momenta, which have their own `startup`. Default 'debiased', plain Adam.
   */
  startup: choice(['burst', 'debiased'], 'debiased'),
}

/** Options of Adam. */
export interface AdamOptions extends OptionsOf<typeof adamOptions> {}

/** u' = u/(1 − β₁ᵗ). */
const burst = (b1: number): Transform =>
  counted({
    name: 'scaleBySchedule',
    slots: {},
    hyper: hyperparameters('adam', { b1: [b1, ranges.decay] }),
    options: { schedule: 'burst' },
    scalars: ({ b1 }, t) => ({ factor: 1 / (1 - b1 ** t) }),
    body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.factor, u), slots: {} }),
  })

/** The rule of Adam from its options. */
export const adamRule = ({
  b1,
  b2,
  eps,
  amsgrad,
  nesterov,
  startup,
}: FilledOf<typeof adamOptions>): Base => ({
  whole: chain(
    scaleByAdam({ b1, b2, eps, amsgrad, nesterov }),
    startup === 'burst' ? burst(b1) : identity,
  ),
  cuts: ['nu', 'startup'],
  ignored: { momenta: ['startup'] },
  halves: ({ nu = 'aggregate', startup: start = 'burst' }) => {
    const debias = start === 'debiased'
    const of = nu === 'gradients' ? 'grads' : 'updates'
    // An average that is debiased by itself is not corrected again, whatever b1 becomes.
    const corrected = debias || nesterov
    return [
      fromOptions(ema({ decay: b1, debias, nesterov }), { decay: 'b1' }),
      corrected
        ? fromOptions(scaleByNu({ b1: 0, b2, eps, amsgrad, of }), { b1: null })
        : scaleByNu({ b1, b2, eps, amsgrad, of }),
    ]
  },
})
