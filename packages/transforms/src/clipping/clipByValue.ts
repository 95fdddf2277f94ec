import { counted, type Transform } from '@momenta/core'
import { defineFactory, describeOptions, type Factory } from '@momenta/options'
import { type ClipOptions, clipOptions } from './clipOptions.js'

/**
 * Clips each element to [−max, max]. NaN stays NaN. Hyperparameters: `max`.
 *
 * @throws RangeError if max is not a finite number > 0, TypeError if an option is unknown or of the
 *   wrong type.
 *
 * @example
 * import { clipByValue } from '@momenta/transforms'
 *
 * clipByValue({ max: 0.5 }).map(({ name }) => name) // => ['clipByValue']
 */
export const clipByValue: Factory<ClipOptions, Transform> = defineFactory(
  'clipByValue',
  clipOptions,
  (given) =>
    counted({
      name: 'clipByValue',
      slots: {},
      ...describeOptions(clipOptions, given),
      scalars: ({ max }) => ({ low: -max, high: max }),
      body: (x, { updates: u, scalars: k }) => ({
        updates: x.max(x.min(u, k.high), k.low),
        slots: {},
      }),
    }),
)
