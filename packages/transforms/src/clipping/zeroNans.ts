import { counted, type Transform } from '@momenta/core'
import { defineFactory, type Factory, type NoOptions } from '@momenta/options'

/**
 * Replaces NaN by 0; all other numbers are unchanged.
 *
 * @throws TypeError if an option is given: there are none.
 *
 * @example
 * import { zeroNans } from '@momenta/transforms'
 *
 * zeroNans().map(({ name }) => name) // => ['zeroNans']
 */
export const zeroNans: Factory<NoOptions, Transform> = defineFactory('zeroNans', {}, () =>
  counted({
    name: 'zeroNans',
    slots: {},
    hyper: {},
    scalars: () => ({ zero: 0 }),
    // max and min return their first argument if the second is NaN.
    body: (x, { updates: u, scalars: k }) => ({
      updates: x.add(x.max(k.zero, u), x.min(k.zero, u)),
      slots: {},
    }),
  }),
)
