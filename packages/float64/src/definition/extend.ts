import type { Optimizer } from '@momenta/core'
import { checkOptimizer, extendState } from '@momenta/core/program'
import type { Iterate } from './Iterate.js'
import { flatParams, leavesOf, shapeOf } from './leavesOf.js'

/**
 * Goes on with a run whose parameters have come, gone or changed their shape: new leaves begin as in `init`, removed ones are
 * dropped, and all others keep their state.
 *
 * The parameters are those that are given, also for leaves that stay. Counts of steps stay, so Adam's bias correction is that of
 * the whole run also for a new leaf; a memory that all leaves share holds zeros for a new one.
 *
 * @param optimizer - The one that the iterate is of.
 * @param from - Stays as it is.
 * @param params - The parameters to go on with; copied.
 * @throws TypeError if the iterate is of another optimizer, or the parameters hold no leaf.
 *
 * @example
 * import { optimizer, remember } from '@momenta/core'
 * import { extend, float64 } from '@momenta/float64'
 *
 * const chosen = optimizer(remember())
 * const { params, state } = float64(chosen).init({ w: Float64Array.of(1) })
 * const more = extend(chosen, { params, state }, { ...params, b: Float64Array.of(2, 3) })
 * more.state.parts[0].slots.sum.b // => [0, 0]
 */
export const extend = <P extends object>(
  optimizer: Optimizer,
  from: Iterate<object>,
  params: P,
): Iterate<P> => {
  checkOptimizer('extend', optimizer)
  const flat = flatParams('extend', params)
  const copies = flat.leaves.map((leaf) => leaf.slice())
  const state = extendState(
    optimizer.transform,
    leavesOf(flat),
    from.state,
    (slot, i) => {
      const leaf = copies[i] as Float64Array
      return slot === 'params' ? leaf.slice() : new Float64Array(leaf.length)
    },
    shapeOf,
  )
  return { params: flat.rebuild(copies) as P, state }
}
