import { counted, type Transform } from '@momenta/core'
import { defineFactory, type Factory, type NoOptions } from '@momenta/options'

/**
 * Keeps the parameters >= 0, at the end of a chain: u' = max(u, −θ).
 *
 * @throws TypeError if an option is given: there are none.
 *
 * Source: `optax.keep_params_nonnegative`.
 *
 * @example
 * import { keepNonNegative } from '@momenta/transforms'
 *
 * keepNonNegative().map(({ name }) => name) // => ['keepNonNegative']
 */
export const keepNonNegative: Factory<NoOptions, Transform> = defineFactory(
  'keepNonNegative',
  {},
  () =>
    counted({
      name: 'keepNonNegative',
      slots: {},
      hyper: {},
      scalars: () => ({}),
      body: (x, { updates: u, params: p }) => ({ updates: x.max(u, x.neg(p)), slots: {} }),
    }),
)
