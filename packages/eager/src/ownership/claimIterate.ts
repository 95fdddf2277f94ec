import { firstLeaf } from '../checks/firstLeaf.js'
import type { Iterate } from '../Iterate.js'

/** The first parameter of each iterate that a running step will consume. */
const claims = new Set<unknown>()

/** Checks that no running step is about to consume an iterate. */
export const checkUnclaimed = (who: string, iterate: Iterate<unknown>): void => {
  if (claims.size > 0 && claims.has(firstLeaf(iterate.params)))
    throw new TypeError(
      `${who}: the iterate must not be in another step, got one that a stepAsync is about to consume; await it, or clone the iterate first with cloneIterate`,
    )
}

/**
 * Marks an iterate as being consumed by a step; interpreters call it. Until the returned function
 * is called, `step`, `stepAsync` and `disposeIterate` reject the iterate.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { claimIterate, disposeIterate, eager } from '@momenta/eager'
 * import { identity, optimizer } from '@momenta/core'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const iterate = eager(optimizer(identity)).init({ w: tf.scalar(3) })
 * const release = claimIterate(iterate)
 * release()
 * disposeIterate(iterate)
 */
export const claimIterate = (iterate: Iterate<unknown>): (() => void) => {
  const mark = firstLeaf(iterate.params)
  claims.add(mark)
  return () => {
    claims.delete(mark)
  }
}
