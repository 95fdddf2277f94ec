import * as E from 'fp-ts/lib/Either.js'
import { assembleOptimizer } from './assembleOptimizer.js'
import type { BuiltOptimizer } from './buildOptimizer.js'
import type { OptimizerSpec } from './OptimizerSpec.js'

/**
 * The JSON of an optimizer that was built from JSON: decode, build, encode is the identity.
 *
 * @throws TypeError if the argument was not built by `buildOptimizer`.
 *
 * @example
 * import { buildOptimizer, encodeOptimizer } from '@momenta/optimizers'
 *
 * encodeOptimizer(buildOptimizer({ base: { name: 'sgd' } })) // => { base: { name: 'sgd' } }
 */
export const encodeOptimizer = (built: BuiltOptimizer): OptimizerSpec => {
  const assembled = assembleOptimizer(specOf(built))
  if (E.isLeft(assembled))
    throw new TypeError(
      `encodeOptimizer: the optimizer must be what buildOptimizer returned; its spec: ${assembled.left[0]}`,
    )
  return assembled.right.spec
}

const specOf = (built: BuiltOptimizer): unknown => {
  try {
    return (built as BuiltOptimizer | undefined)?.spec
  } catch {
    return undefined
  }
}
