import type { Optimizer } from '@momenta/core'
import { checkOptimizer, checkState, evaluationOf, layoutOf } from '@momenta/core/program'
import { numbers } from '../arithmetic/numbers.js'
import { checkOptions, leavesWith, shapeOf } from '../shapes.js'
import { checkIterate } from './checkStep.js'
import { elementOf } from './elementOf.js'
import { flatParams } from './flatParams.js'
import type { Float64Options } from './float64.js'
import type { Iterate } from './Iterate.js'

const who = 'evaluationParams'

/**
 * The parameters at which the model is to be evaluated: averages for `averageParams`, `lookahead`
 * and schedule-free optimizers, for all others the parameters. Copied.
 *
 * Where several parts of a chain have such parameters, those of the last one that acts on a leaf
 * count.
 *
 * @param options - Those of `float64`.
 * @throws TypeError if an argument has the wrong type, or the iterate is of another optimizer.
 *
 * @example
 * import { chain, optimizer } from '@momenta/core'
 * import { evaluationParams, float64 } from '@momenta/float64'
 * import { averageParams, scale } from '@momenta/transforms'
 *
 * const averaged = optimizer(chain(scale({ factor: -1 }), averageParams()))
 * const { init, step } = float64(averaged)
 * const slope = (_: { w: Float64Array }) => ({ value: 0, grads: { w: Float64Array.of(1) } })
 * const iterate = step(slope, step(slope, init({ w: Float64Array.of(0) })))
 * iterate.params.w // => [-2]
 * evaluationParams(averaged, iterate).w // => [-1.5]
 */
export const evaluationParams = <P extends object>(
  optimizer: Optimizer,
  iterate: Iterate<P>,
  options: Float64Options = {},
): P => {
  checkOptimizer(who, optimizer)
  checkIterate(who, iterate)
  checkOptions(who, options)
  const flat = flatParams(who, iterate.params)
  const leaves = leavesWith(who, flat.leaves, flat.names, options.shapes)
  checkState(who, layoutOf(optimizer.transform, leaves), iterate.state, shapeOf)
  const all = evaluationOf(
    optimizer.transform,
    leaves,
    flat.leaves,
    iterate.state,
    (evaluated, params, slots, scalars) =>
      params.map((p, i) => evaluated(numbers, { params: p, slots: elementOf(slots, i), scalars })),
  )
  return flat.rebuild(all.map((leaf) => leaf.slice())) as P
}
