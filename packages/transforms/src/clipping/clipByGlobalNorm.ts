import { globalNorm, type Transform } from '@momenta/core'
import type { Factory } from '@momenta/options'
import { clipBy } from './clipBy.js'
import type { ClipOptions } from './clipOptions.js'

/**
 * Clips by the L2 norm over all leaves: u' = u max/‖u‖₂ if ‖u‖₂ >= max, else u, bit for bit.
 *
 * If the norm is NaN or infinite, every update becomes NaN, as in Optax; `applyIfFinite` skips such
 * steps. Costs a readback unless it is first in its chain. Hyperparameters: `max`.
 *
 * @throws RangeError if max is not a finite number > 0, TypeError if an option is unknown or of the
 *   wrong type.
 *
 * Source: Pascanu et al., arXiv 1211.5063; as in Optax.
 *
 * @example
 * import { clipByGlobalNorm } from '@momenta/transforms'
 *
 * clipByGlobalNorm({ max: 0.25 }).map(({ name }) => name) // => ['clipByGlobalNorm']
 */
export const clipByGlobalNorm: Factory<ClipOptions, Transform> = clipBy(
  'clipByGlobalNorm',
  (norms, clip) => clip(globalNorm(norms)),
)
