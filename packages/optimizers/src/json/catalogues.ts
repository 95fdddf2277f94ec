import * as allAggregators from '@momenta/aggregators'
import { gradientNorm, storedNorm, sumOfNorms } from '@momenta/core'
import * as allEstimators from '@momenta/estimators'
import * as allPolicies from '@momenta/policies'
import * as allSchedules from '@momenta/schedules'
import { clipByGlobalNorm, clipByLeafNorm, clipByValue } from '@momenta/transforms'
import { adabeliefBase } from '../bases/adabeliefBase.js'
import { adamBase } from '../bases/adamBase.js'
import { amsgradBase } from '../bases/amsgradBase.js'
import { lionBase } from '../bases/lionBase.js'
import { nadamBase } from '../bases/nadamBase.js'
import { rmspropBase } from '../bases/rmspropBase.js'
import { sgdBase } from '../bases/sgdBase.js'

const { weightsOf: _, ...aggregators } = allAggregators

/**
 * The parts that an optimizer as JSON may name, by kind: the packages' own indexes, so that a new part takes part without an edit here.
 *
 * @example
 * import { catalogues } from '@momenta/optimizers'
 *
 * Object.keys(catalogues.policies) // => ['fifo', 'priority', 'random', 'smallest']
 */
export const catalogues = {
  bases: {
    sgd: sgdBase,
    rmsprop: rmspropBase,
    adam: adamBase,
    adamw: adamBase,
    amsgrad: amsgradBase,
    nadam: nadamBase,
    adabelief: adabeliefBase,
    lion: lionBase,
  },
  schedules: { ...allSchedules },
  policies: { ...allPolicies },
  aggregators,
  keys: { gradientNorm, sumOfNorms, storedNorm },
  estimators: { ...allEstimators },
  clips: { value: clipByValue, leafNorm: clipByLeafNorm, globalNorm: clipByGlobalNorm },
}
