import type { Transform } from '@momenta/core'
import type { Factory } from '@momenta/options'
import { clipBy } from './clipBy.js'
import type { ClipOptions } from './clipOptions.js'

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
export const clipByLeafNorm: Factory<ClipOptions, Transform> = clipBy(
  'clipByLeafNorm',
  (norms, clip) => norms.map(clip),
)
