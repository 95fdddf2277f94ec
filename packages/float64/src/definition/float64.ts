import type { Optimizer } from '@momenta/core'
import { checkOptimizer, initialState } from '@momenta/core/program'
import { checkOptions, leavesWith, type Shapes } from '../shapes.js'
import { evaluate } from './evaluate.js'
import { execute } from './execute.js'
import { flatParams } from './flatParams.js'
import type { Iterate, SteppedIterate } from './Iterate.js'
import { initialSlot } from './initialSlot.js'
import type { Oracle } from './Oracle.js'

/** Runs one optimizer. */
export interface Runner {
  /** The first iterate; it copies the parameters. */
  readonly init: <P extends object, A = unknown>(params: P) => Iterate<P, A>
  /** The next iterate; inputs are not modified. */
  readonly step: <P extends object, A = unknown>(
    oracle: Oracle<P, A>,
    from: Iterate<P>,
  ) => SteppedIterate<P, A>
}

/** Options of {@link float64}. */
export interface Float64Options {
  /** The shapes of leaves by name, for rules that read them. Default one axis. */
  readonly shapes?: Shapes
}

/**
 * Runs an optimizer in float64 on trees of Float64Array, element by element and without
 * TensorFlow.js: the definition. Pure: a step makes new arrays, so iterates can be kept and
 * compared. For long runs use `compile`, which gives the same numbers in place.
 *
 * @throws TypeError if the first argument is not an optimizer or the second no object, the
 *   parameters have no leaf or one that is not a Float64Array, or the gradients do not match them.
 *   RangeError if a shape does not match its leaf.
 *
 * @example
 * import { describe, optimizer } from '@momenta/core'
 * import { float64 } from '@momenta/float64'
 *
 * const descent = describe({
 *   name: 'descent',
 *   slots: {},
 *   hyper: {},
 *   init: () => null,
 *   plan: (host) => ({ next: host, plan: { scalars: { rate: 0.25 } } }),
 *   body: (x, { updates: u, scalars: k }) => ({ updates: x.neg(x.mul(k.rate, u)), slots: {} }),
 * })
 * const { init, step } = float64(optimizer(descent))
 * const square = ({ w }: { w: Float64Array }) => ({ value: w[0] ** 2, grads: { w: w.map((n) => 2 * n) } })
 * const next = step(square, init({ w: Float64Array.of(1) }))
 * next.params.w // => [0.5]
 * next.value // => 1
 */
export const float64 = (optimizer: Optimizer, options: Float64Options = {}): Runner => {
  checkOptimizer('float64', optimizer)
  checkOptions('float64', options)
  const { shapes } = options
  return {
    init: (params) => {
      const flat = flatParams('init', params)
      const copies = flat.leaves.map((leaf) => leaf.slice())
      const leaves = leavesWith('init', copies, flat.names, shapes)
      return {
        params: flat.rebuild(copies) as typeof params,
        state: initialState(optimizer.transform, leaves, (slot, i) =>
          initialSlot(slot, copies[i] as Float64Array, leaves[i]?.shape ?? []),
        ),
      }
    },
    step: <P extends object, A>(oracle: Oracle<P, A>, from: Iterate<P>): SteppedIterate<P, A> => {
      const point = evaluate(optimizer, oracle, from, shapes)
      const { params, state } = execute(point, from.state)
      return {
        params: point.flat.rebuild(params) as P,
        state,
        value: point.value,
        ...point.aux,
      }
    },
  }
}
