import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { decodeOptimizer } from './decodeOptimizer.js'
import type { OptimizerSpec } from './OptimizerSpec.js'

/**
 * The io-ts codec of an optimizer as JSON, for every combination of the catalogues.
 *
 * @example
 * import { optimizerCodec } from '@momenta/optimizers'
 *
 * optimizerCodec.is({ base: { name: 'adam', b1: 2 } }) // => false
 */
export const optimizerCodec: t.Type<OptimizerSpec, OptimizerSpec> = new t.Type(
  'an optimizer',
  (u): u is OptimizerSpec => E.isRight(decodeOptimizer(u)),
  (u, context) =>
    E.mapLeft(
      (lines: readonly string[]): t.Errors =>
        lines.map((message) => ({ value: u, context, message })),
    )(decodeOptimizer(u)),
  t.identity,
)
