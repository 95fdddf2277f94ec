import type { BuiltOptimizer } from './buildOptimizer.js'
import type { OptimizerSpec } from './OptimizerSpec.js'
import { optimizerCodec } from './optimizerCodec.js'

/**
 * The JSON of an optimizer that was built from JSON: decode, build, encode is the identity.
 *
 * @example
 * import { buildOptimizer, encodeOptimizer } from '@momenta/optimizers'
 *
 * encodeOptimizer(buildOptimizer({ base: { name: 'sgd' } })) // => { base: { name: 'sgd' } }
 */
export const encodeOptimizer = ({ spec }: BuiltOptimizer): OptimizerSpec =>
  optimizerCodec.encode(spec)
