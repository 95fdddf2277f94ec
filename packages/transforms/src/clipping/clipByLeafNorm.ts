import { describe, type Transform } from '@momenta/core'
import { defineFactory, describedOptions, type Factory } from '@momenta/options'
import { type ClipOptions, clipOptions } from './clipOptions.js'
import { clipTo } from './clipTo.js'
import { scaleUpdates } from './scaleUpdates.js'

/**
 * Clips each leaf by its own L2 norm: u' = u max/‖u‖₂ if ‖u‖₂ >= max, else u, bit for bit.
 *
 * If the norm of a leaf is NaN or infinite, every update of that leaf becomes NaN; `applyIfFinite`
 * skips such steps. Costs a readback unless it is first in its chain. Hyperparameters: `max`.
 *
 * @throws RangeError if max is not a finite number > 0, TypeError if an option is unknown or of the
 *   wrong type.
 *
 * @example
 * import { clipByLeafNorm } from '@momenta/transforms'
 *
 * clipByLeafNorm().map(({ name }) => name) // => ['clipByLeafNorm']
 */
export const clipByLeafNorm: Factory<ClipOptions, Transform> = defineFactory(
  'clipByLeafNorm',
  clipOptions,
  (given) => {
    const { max } = given
    return describe({
      name: 'clipByLeafNorm',
      slots: {},
      ...describedOptions(clipOptions, given),
      needs: ['updates'],
      init: () => null,
      plan: (host, { updates }, { max: limit = max }) => ({
        next: host,
        plan: updates.map((norm) => clipTo(norm, limit)),
      }),
      body: (x, at) => ({ updates: scaleUpdates(x, at), slots: {} }),
    })
  },
)
