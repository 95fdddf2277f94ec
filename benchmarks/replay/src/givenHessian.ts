import {
  type Estimator,
  type LeafArithmetic,
  type LeafOracle,
  type Optimizer,
  optimizer,
} from '@momenta/core'
import type { Trajectory } from './ReferenceFile.js'

/** An optimizer that receives the diagonals of the Hessian that a file gives. */
export const givenHessian = (
  { transform, estimators }: Optimizer,
  steps: Trajectory['steps'],
): Optimizer => {
  if (steps.every(({ hessian }) => hessian === undefined)) return { transform, estimators }
  const given: Estimator = {
    name: 'givenHessian',
    gives: ['hessian'],
    wrap: <L>(
      oracle: LeafOracle<L>,
      x: LeafArithmetic<L>,
      step: number,
      leaves: Parameters<Estimator['wrap']>[3],
    ): LeafOracle<L> => {
      const numbers = steps[step]?.hessian
      if (numbers === undefined) return oracle
      return (params, microbatch, evaluation) =>
        x.scope(() => {
          const hessian = params.map((leaf, i) =>
            x.generate(leaf, () => Float64Array.from(numbers[Number(leaves[i]?.name)] ?? [])),
          )
          return { ...oracle(params, microbatch, evaluation), more: { hessian } }
        })
    },
  }
  return optimizer(transform, given, ...estimators)
}
