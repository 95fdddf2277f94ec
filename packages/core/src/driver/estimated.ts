import type { LeafOracle } from '../Estimator.js'
import type { LeafArithmetic } from '../LeafArithmetic.js'
import type { Optimizer } from '../optimizer.js'

/**
 * The oracle that the transform listens to: the user's, wrapped by each estimator in turn.
 *
 * @example
 * import { type Estimator, estimated, identity, type LeafArithmetic, optimizer } from '@momenta/core'
 *
 * let asked = 0
 * const counting: Estimator = {
 *   name: 'counting',
 *   wrap: (oracle) => (params, microbatch) => {
 *     asked += 1
 *     return oracle(params, microbatch)
 *   },
 * }
 * const oracle = () => ({ value: 1, grads: [] })
 * estimated(optimizer(identity, counting), oracle, {} as LeafArithmetic<number>, 0)([], 0).value // => 1
 * asked // => 1
 */
export const estimated = <L>(
  { estimators }: Optimizer,
  oracle: LeafOracle<L>,
  x: LeafArithmetic<L>,
  step: number,
): LeafOracle<L> => estimators.reduce((inner, { wrap }) => wrap(inner, x, step), oracle)
