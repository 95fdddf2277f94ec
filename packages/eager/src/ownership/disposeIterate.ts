import { checkIterate } from '../checks/checkIterate.js'
import type { Iterate } from '../Iterate.js'
import { checkUnclaimed } from './claimIterate.js'
import { retire } from './retire.js'
import { tensorsOf } from './tensorsOf.js'

/**
 * Disposes all tensors of an iterate. Tensors that are already disposed are skipped.
 *
 * @throws TypeError if the argument is not an iterate, or a `stepAsync` is about to consume it.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { disposeIterate, eager } from '@momenta/eager'
 * import { identity, optimizer } from '@momenta/core'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const before = tf.memory().numTensors
 * const w = tf.scalar(1)
 * disposeIterate(eager(optimizer(identity)).init({ w }))
 * tf.memory().numTensors - before // => 1
 */
export const disposeIterate = <P>(iterate: Iterate<P>): void => {
  checkIterate('disposeIterate', iterate)
  checkUnclaimed('disposeIterate', iterate)
  retire(tensorsOf(iterate), undefined)
}
