import * as aggregators from '@momenta/aggregators'
import type { BaseFactory } from '../bases/Base.js'
import { type BaseName, optimizers } from '../bases/optimizers.js'
import { partCatalogues } from './partCatalogues.js'

const bases = Object.fromEntries(
  Object.entries(optimizers).map(([name, { base }]) => [name, base]),
) as { readonly [N in BaseName]: BaseFactory }

/** The aggregators by their names in McRae et al., arXiv 2106.10708; JSON may use them too. */
export const paperNames = {
  sum: aggregators.currentPlusMean,
  mean: aggregators.meanWithCurrent,
  mid: aggregators.midpoint,
  min: aggregators.currentPlusMinimum,
  median: aggregators.currentPlusMedian,
  max: aggregators.currentPlusMaximum,
}

/**
 * The parts that an optimizer as JSON may name, by kind: all that the packages' indexes export.
 *
 * Aggregators may also be named as in McRae et al., arXiv 2106.10708: `sum`, `mean`, `mid`, `min`,
 * `median`, `max`.
 *
 * @example
 * import { catalogues } from '@momenta/optimizers'
 *
 * Object.keys(catalogues.policies) // => ['fifo', 'priority', 'random', 'smallest']
 */
export const catalogues = { bases, ...partCatalogues }
