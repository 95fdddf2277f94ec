import { number, type OptionsOf, ranges, readOptions } from '@momenta/options'
import { expectPoint } from '../arguments/expect.js'
import type { Objective } from '../objectives/Objective.js'
import { normalVector } from '../random/normalVector.js'
import { filterNormalized, filterNormalizedOptions } from './filterNormalized.js'

const options = {
  /** Seed of the direction. Default 0. */
  seed: number(ranges.count, 0),
  ...filterNormalizedOptions,
}

/** Options of {@link randomDirection}. */
export interface RandomDirectionOptions extends OptionsOf<typeof options> {}

/**
 * A Gaussian direction, filter-normalized: the usual direction of a slice. Compare several seeds.
 *
 * @throws RangeError if the seed is not a non-negative integer.
 *
 * @example
 * import { quadraticObjective, randomDirection } from '@momenta/probes'
 *
 * const direction = randomDirection(quadraticObjective({ spectrum: [3, 4], point: [3, 4] }), { biases: 'leaf' })
 * Math.hypot(...direction) // => 5
 */
export const randomDirection = (
  objective: Pick<Objective, 'point' | 'spans'>,
  given: RandomDirectionOptions = {},
): Float64Array => {
  expectPoint('randomDirection', objective)
  const { seed, biases } = readOptions('randomDirection', options, [given])
  return filterNormalized(objective, normalVector(seed, 0, objective.point.length), { biases })
}
