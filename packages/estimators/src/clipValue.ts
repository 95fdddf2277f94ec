import type { Estimator } from '@momenta/core'
import { defineFactory, type Factory, structuralOptions } from '@momenta/options'
import { type ClipOptions, clipOptions } from './clipOptions.js'

/**
 * Clips each element of the gradients to [−max, max]. NaN stays NaN.
 *
 * @throws RangeError if max is not a finite number > 0, TypeError if an option is unknown or of the
 *   wrong type.
 *
 * @example
 * import { clipValue } from '@momenta/estimators'
 *
 * clipValue({ max: 0.5 }).name // => 'clipValue'
 */
export const clipValue: Factory<ClipOptions, Estimator> = defineFactory(
  'clipValue',
  clipOptions,
  (given): Estimator => {
    const { max } = given

    return {
      name: 'clipValue',
      options: structuralOptions(clipOptions, given),
      wrap: (oracle, x) => (params, microbatch, evaluation) =>
        x.scope(() => {
          const found = oracle(params, microbatch, evaluation)
          return {
            ...found,
            grads: found.grads.map((g) => x.max(x.min(g, x.of(max)), x.of(-max))),
          }
        }),
    }
  },
)
