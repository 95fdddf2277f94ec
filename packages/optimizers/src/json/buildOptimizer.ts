import type { Optimizer } from '@momenta/core'
import * as E from 'fp-ts/lib/Either.js'
import { assembleOptimizer } from './assembleOptimizer.js'
import type { OptimizerSpec } from './OptimizerSpec.js'

/** An optimizer with the JSON that it was built from. */
export interface BuiltOptimizer extends Optimizer {
  readonly spec: OptimizerSpec
}

/**
 * Builds an optimizer from its JSON.
 *
 * @throws RangeError with the first thing that is wrong and its path; `decodeOptimizer` returns all
 *   problems as a value.
 *
 * @example
 * import { buildOptimizer } from '@momenta/optimizers'
 *
 * const built = buildOptimizer({ base: { name: 'adam' }, memory: { of: 'momenta' } })
 * built.transform.map(({ name }) => name) // => ['ema', 'remember', 'scaleByNu', 'scaleByLearningRate']
 */
export const buildOptimizer = (spec: OptimizerSpec): BuiltOptimizer => {
  const assembled = assembleOptimizer(spec)
  if (E.isLeft(assembled)) throw new RangeError(`buildOptimizer: ${assembled.left[0]}`)
  return { ...assembled.right.optimizer, spec: assembled.right.spec }
}
