import { choice, type OptionsOf, readOptions } from '@momenta/options'
import { expectPoint } from '../arguments/expect.js'
import { expectSpans } from '../arguments/expectSpans.js'
import { type Filter, filtersOf } from '../flat/filtersOf.js'
import type { Objective } from '../objectives/Objective.js'
import { expectSameLength } from './expectSameLength.js'

/** The declared options of `filterNormalized`. */
export const filterNormalizedOptions = {
  /**
   * The treatment of leaves of rank below 2 (biases, scales): `zero`, or `leaf`, scaled as one
   * filter. Default `zero`.
   */
  biases: choice(['zero', 'leaf'], 'zero'),
}

/** Options of {@link filterNormalized}. */
export interface FilterNormalizedOptions extends OptionsOf<typeof filterNormalizedOptions> {}

const lengthOf = (v: Float64Array, { start, stride, count }: Filter): number => {
  let squares = 0
  for (let k = 0; k < count; k++) squares += (v[start + k * stride] as number) ** 2
  return Math.sqrt(squares)
}

/**
 * A direction whose filters have the norms of those of the weights: dᶠ ← dᶠ ‖wᶠ‖/‖dᶠ‖, so that
 * slices of networks that differ by a rescaling of filters are the same.
 *
 * The filters of a kernel lie along its last axis in tfjs. A filter whose weights or whose
 * direction are 0 gets a zero direction.
 *
 * Source: Li et al., arXiv 1712.09913.
 *
 * @example
 * import { filterNormalized, objectiveOf } from '@momenta/probes'
 *
 * const objective = objectiveOf({
 *   point: [3, 0, 4, 0, 9],
 *   batches: [{ size: 1, gradient: (w) => ({ value: 0, gradient: w }) }],
 *   spans: [{ name: 'kernel', shape: [2, 2], offset: 0, size: 4 }, { name: 'bias', shape: [1], offset: 4, size: 1 }],
 * })
 * filterNormalized(objective, Float64Array.of(0, 1, 2, 1, 1)) // => [0, 0, 5, 0, 0]
 */
export const filterNormalized = (
  objective: Pick<Objective, 'point' | 'spans'>,
  direction: Float64Array,
  given: FilterNormalizedOptions = {},
): Float64Array => {
  const { point, spans } = expectPoint('filterNormalized', objective)
  expectSpans('filterNormalized', 'spans', spans, point.length)
  expectSameLength('filterNormalized', point, direction)
  const { biases } = readOptions('filterNormalized', filterNormalizedOptions, [given])
  const out = new Float64Array(direction.length)
  for (const span of spans) {
    const whole = { start: span.offset, stride: 1, count: span.size }
    const filters = span.shape.length >= 2 ? filtersOf(span) : biases === 'leaf' ? [whole] : []
    for (const filter of filters) {
      const length = lengthOf(direction, filter)
      const factor = length === 0 ? 0 : lengthOf(point, filter) / length
      for (let k = 0; k < filter.count; k++) {
        const i = filter.start + k * filter.stride
        out[i] = factor * (direction[i] as number)
      }
    }
  }
  return out
}
