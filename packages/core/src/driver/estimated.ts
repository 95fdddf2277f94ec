import type { LeafOracle } from '../Estimator.js'
import type { LeafArithmetic } from '../LeafArithmetic.js'
import type { Optimizer } from '../optimizer.js'

/** The oracle that the transform listens to: the user's, wrapped by each estimator in turn. */
export const estimated = <L>(
  { estimators }: Optimizer,
  oracle: LeafOracle<L>,
  x: LeafArithmetic<L>,
  step: number,
): LeafOracle<L> => estimators.reduce((inner, { wrap }) => wrap(inner, x, step), oracle)
