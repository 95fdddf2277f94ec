import * as E from 'fp-ts/lib/Either.js'
import type { OptimizerSpec } from './OptimizerSpec.js'
import { optimizerCodec } from './optimizerCodec.js'
import { report } from './report.js'

/**
 * Decodes an optimizer from JSON: what it answers on the right can be built.
 *
 * On the left are lines, one for each error, with the path and what was expected.
 *
 * @example
 * import { decodeOptimizer } from '@momenta/optimizers'
 *
 * decodeOptimizer({ base: { name: 'adam', b2: 1.5 } })
 * // => { _tag: 'Left', left: ['base.b2: must lie in [0, 1), got 1.5'] }
 */
export const decodeOptimizer = (json: unknown): E.Either<readonly string[], OptimizerSpec> =>
  E.mapLeft(report)(optimizerCodec.decode(json))
