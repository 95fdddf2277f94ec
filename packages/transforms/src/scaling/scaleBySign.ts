import { counted, type Transform } from '@momenta/core'
import { defineFactory, type Factory, type NoOptions } from '@momenta/options'

/**
 * The sign of each element: u' = sign(u), 0 for 0 and for NaN.
 *
 * @throws TypeError if an option is given: there are none.
 *
 * @example
 * import { scaleBySign } from '@momenta/transforms'
 *
 * scaleBySign().map(({ name }) => name) // => ['scaleBySign']
 */
export const scaleBySign: Factory<NoOptions, Transform> = defineFactory('scaleBySign', {}, () =>
  counted({
    name: 'scaleBySign',
    slots: {},
    hyper: {},
    scalars: () => ({}),
    body: (x, { updates: u }) => ({ updates: x.sign(u), slots: {} }),
  }),
)
