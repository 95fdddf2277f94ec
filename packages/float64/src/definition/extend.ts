import type { Optimizer } from '@momenta/core'
import { checkOptimizer, extendState } from '@momenta/core/program'
import { checkOptions, leavesWith, shapeOf } from '../shapes.js'
import { flatParams } from './flatParams.js'
import type { Float64Options } from './float64.js'
import type { Iterate } from './Iterate.js'
import { initialSlot } from './initialSlot.js'

/**
 * Continues a run after parameters were added, removed or reshaped. New and reshaped leaves start
 * as in `init`, removed ones are dropped, all others keep their state.
 *
 * All parameters are taken from `params`, also those of leaves that stay. Step counts are kept, so
 * Adam's bias correction of a new leaf is that of the whole run; a memory shared by all leaves
 * holds zeros for a new leaf.
 *
 * @param optimizer - The optimizer of the iterate.
 * @param from - The iterate; not modified.
 * @param params - The parameters of the new iterate; copied.
 * @param options - Those of `float64`. An array of the same size keeps its state.
 * @throws TypeError if the iterate is of another optimizer, or the parameters have no leaf.
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
  options: Float64Options = {},
): Iterate<P> => {
  checkOptimizer('extend', optimizer)
  checkOptions('extend', options)
  const flat = flatParams('extend', params)
  const copies = flat.leaves.map((leaf) => leaf.slice())
  const leaves = leavesWith('extend', copies, flat.names, options.shapes)
  const state = extendState(
    optimizer.transform,
    leaves,
    from.state,
    (slot, i) => initialSlot(slot, copies[i] as Float64Array, leaves[i]?.shape ?? []),
    shapeOf,
  )
  return { params: flat.rebuild(copies) as P, state }
}
