import type { Aggregator } from '@momenta/aggregators'
import * as allAggregators from '@momenta/aggregators'

import { gradientNorm, type Key, perLeaf, storedNorm, sumOfNorms } from '@momenta/core'
import * as allEstimators from '@momenta/estimators'
import * as allPolicies from '@momenta/policies'
import * as allSchedules from '@momenta/schedules'
import { clipByGlobalNorm, clipByLeafNorm, clipByValue } from '@momenta/transforms'
import { adabeliefBase } from '../bases/adabeliefBase.js'
import { type AdamOptions, adamBase } from '../bases/adamBase.js'
import { lionBase } from '../bases/lionBase.js'
import { rmspropBase } from '../bases/rmspropBase.js'
import { sgdBase } from '../bases/sgdBase.js'
import type { Catalogue } from './Catalogue.js'

const { weightsOf: _, ...aggregators } = allAggregators
const allOf = <A>(catalogue: Catalogue<A>): Catalogue<A> => catalogue

const ofLeaves =
  (key: () => Key) =>
  ({ perLeaf: each = false }: { readonly perLeaf?: boolean } = {}) =>
    each ? perLeaf(key()) : key()

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
    amsgrad: (options: AdamOptions = {}) => {
      const { b1, b2, eps, startup } = options
      return adamBase({
        amsgrad: true,
        ...(b1 === undefined ? {} : { b1 }),
        ...(b2 === undefined ? {} : { b2 }),
        ...(eps === undefined ? {} : { eps }),
        ...(startup === undefined ? {} : { startup }),
      })
    },
    nadam: (options: AdamOptions = {}) => {
      const { b1, b2, eps } = options
      return adamBase({
        nesterov: true,
        ...(b1 === undefined ? {} : { b1 }),
        ...(b2 === undefined ? {} : { b2 }),
        ...(eps === undefined ? {} : { eps }),
      })
    },
    adabelief: adabeliefBase,
    lion: lionBase,
  },
  schedules: { ...allSchedules },
  policies: { ...allPolicies },
  aggregators: allOf<Aggregator>(aggregators),
  keys: {
    gradientNorm: ofLeaves(gradientNorm),
    sumOfNorms: ofLeaves(sumOfNorms),
    storedNorm: ofLeaves(storedNorm),
  },
  estimators: { ...allEstimators },
  clips: { value: clipByValue, leafNorm: clipByLeafNorm, globalNorm: clipByGlobalNorm },
}
