import { describe, type Transform } from '@momenta/core'
import { sum } from './sum.js'

/** The norm of all leaves and ε; pytorch_optimizer has it in float32. */
export const globalNormOf = (norms: readonly number[], eps: number): number =>
  Math.sqrt(sum(norms.map((norm) => norm ** 2))) + eps

/** u' = u min(max/(‖u‖ + ε), 1); nothing for a maximum of 0. */
export const globalClip = (max: number, eps: number): Transform =>
  max === 0
    ? []
    : describe({
        name: 'globalClip',
        slots: {},
        hyper: {},
        needs: ['updates'],
        init: () => null,
        plan: (host: null, { updates }) => ({
          next: host,
          plan: { scalars: { factor: Math.min(max / globalNormOf(updates, eps), 1) } },
        }),
        body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.factor, u), slots: {} }),
      })
