import { checked, ranges } from '@momenta/core'
import { known } from '../arguments/known.js'
import type { Objective } from '../objectives/Objective.js'
import { normalVector } from '../random/normalVector.js'
import { type FilterOptions, filterNormalized } from './filterNormalized.js'

/** Options of {@link randomDirection}. */
export interface DirectionOptions extends FilterOptions {
  readonly seed?: number
}

/**
 * A Gaussian direction, filter-normalized: what a slice is usually taken along. Repeat it for several seeds.
 *
 * @throws RangeError if the seed is no whole number >= 0.
 *
 * @example
 * import { quadraticObjective, randomDirection } from '@momenta/probes'
 *
 * const direction = randomDirection(quadraticObjective({ spectrum: [3, 4], point: [3, 4] }), { biases: 'leaf' })
 * Math.hypot(...direction) // => 5
 */
export const randomDirection = (
  objective: Pick<Objective, 'point' | 'spans'>,
  given: DirectionOptions = {},
): Float64Array => {
  const { seed = 0, ...options } = known('randomDirection', given, { seed: true, biases: true })
  checked('randomDirection', 'seed', seed, ranges.count)
  return filterNormalized(objective, normalVector(seed, 0, objective.point.length), options)
}
