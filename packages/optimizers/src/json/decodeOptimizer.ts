import * as E from 'fp-ts/lib/Either.js'
import { assembleOptimizer } from './assembleOptimizer.js'
import type { OptimizerSpec } from './OptimizerSpec.js'

/**
 * Decodes an optimizer from JSON: what it returns on the right can be built.
 *
 * On the left are lines, one for each error, with the path and what was expected. JSON that is
 * nested more than 32 levels deep or holds more than 10,000 values is an error.
 *
 * @example
 * import { decodeOptimizer } from '@momenta/optimizers'
 *
 * decodeOptimizer({ base: { name: 'adam', b2: 1.5 } })
 * // => { _tag: 'Left', left: ['base.b2: must lie in [0, 1), got 1.5'] }
 */
export const decodeOptimizer = (json: unknown): E.Either<readonly string[], OptimizerSpec> =>
  E.map(({ spec }: { readonly spec: OptimizerSpec }) => spec)(assembleOptimizer(json))
