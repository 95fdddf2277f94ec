import * as aggregators from '@momenta/aggregators'
import { gradientNorm, storedNorm, sumOfNorms } from '@momenta/core'
import * as allEstimators from '@momenta/estimators'
import * as allPolicies from '@momenta/policies'
import * as allSchedules from '@momenta/schedules'
import { clipByGlobalNorm, clipByLeafNorm, clipByValue } from '@momenta/transforms'

/**
 * The catalogues without the bases, for bundles that carry only the optimizers that they name.
 *
 * @example
 * import { partCatalogues } from '@momenta/optimizers'
 *
 * Object.keys(partCatalogues.clips) // => ['value', 'leafNorm', 'globalNorm']
 */
export const partCatalogues = {
  schedules: { ...allSchedules },
  policies: { ...allPolicies },
  aggregators,
  keys: { gradientNorm, sumOfNorms, storedNorm },
  estimators: { ...allEstimators },
  clips: { value: clipByValue, leafNorm: clipByLeafNorm, globalNorm: clipByGlobalNorm },
}
