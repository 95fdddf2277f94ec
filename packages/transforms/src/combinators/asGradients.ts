import { counted, type Transform } from '@momenta/core'
import { defineFactory, type Factory, type NoOptions } from '@momenta/options'

/**
 * The parts after it see its incoming updates as the gradients: u' = u, g = u.
 *
 * So a chain can use the same gradient twice, for a momentum and for a second moment.
 *
 * @throws TypeError if an option is given: there are none.
 *
 * @example
 * import { asGradients } from '@momenta/transforms'
 *
 * asGradients().map(({ name }) => name) // => ['asGradients']
 */
export const asGradients: Factory<NoOptions, Transform> = defineFactory('asGradients', {}, () =>
  counted({
    name: 'asGradients',
    rebinds: true,
    slots: {},
    hyper: {},
    scalars: () => ({}),
    body: (_, { updates: u }) => ({ updates: u, slots: {} }),
  }),
)
