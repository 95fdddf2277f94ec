/** A program that runs an optimizer given as JSON on a loss of your own. */
export const codeOf = (
  spec,
) => `import { buildOptimizer, decodeOptimizer } from '@momenta/optimizers'
import { fused, oracleOf } from '@momenta/tfjs'
import * as tf from '@tensorflow/tfjs'

const decoded = decodeOptimizer(${JSON.stringify(spec)})
if (decoded._tag === 'Left') throw new Error(decoded.left.join())
const { init, step } = fused(buildOptimizer(decoded.right))
const oracle = oracleOf(({ w }) => tf.sum(tf.square(w)))
let iterate = init({ w: tf.tensor1d([1, 2]) })
for (let i = 0; i < 100; i++) iterate = step(oracle, iterate)
`
