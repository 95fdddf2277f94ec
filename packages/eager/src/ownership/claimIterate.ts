import type * as tf from '@tensorflow/tfjs-core'
import type { Iterate } from '../Iterate.js'
import { tensorsOf } from './tensorsOf.js'

/** The first parameter of each iterate that a running step will consume. */
const claims = new Set<tf.Tensor>()

const markOf = ({ params }: Iterate<unknown>): tf.Tensor | undefined => {
  for (const tensor of tensorsOf(params)) return tensor
  return undefined
}

/** Checks that no running step is about to consume an iterate. */
export const checkUnclaimed = (who: string, iterate: Iterate<unknown>): void => {
  const mark = claims.size === 0 ? undefined : markOf(iterate)
  if (mark !== undefined && claims.has(mark))
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
  const mark = markOf(iterate)
  if (mark === undefined) return () => {}
  claims.add(mark)
  return () => {
    claims.delete(mark)
  }
}
