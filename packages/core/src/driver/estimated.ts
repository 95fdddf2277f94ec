import type { LeafOracle } from '../Estimator.js'
import type { LeafArithmetic } from '../LeafArithmetic.js'
import type { Optimizer } from '../optimizer.js'

/**
 * The oracle that the transform listens to: the user's, wrapped by each estimator in turn.
 *
 * @example
 * import { estimated, identity, optimizer } from '@momenta/core'
 *
 * const loud = { name: 'loud', wrap: (oracle) => (params) => ({ ...oracle(params, 0), value: 7 }) }
 * const oracle = () => ({ value: 1, grads: [] })
 * estimated(optimizer(identity, loud), oracle, undefined, 0)([], 0).value // => 7
 */
export const estimated = <L>(
  { estimators }: Optimizer,
  oracle: LeafOracle<L>,
  x: LeafArithmetic<L>,
  step: number,
): LeafOracle<L> => estimators.reduce((inner, { wrap }) => wrap(inner, x, step), oracle)
