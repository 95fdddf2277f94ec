import { counted, type Transform } from '@momenta/core'

/**
 * The sign of each element: u' = sign(u), 0 for 0 and for NaN.
 *
 * @example
 * import { scaleBySign } from '@momenta/transforms'
 *
 * scaleBySign().map(({ name }) => name) // => ['scaleBySign']
 */
export const scaleBySign = (): Transform =>
  counted({
    name: 'scaleBySign',
    slots: {},
    hyper: {},
    how: 'sign',
    scalars: () => ({}),
    body: (x, { u }) => ({ u: x.sign(u), s: {} }),
  })
