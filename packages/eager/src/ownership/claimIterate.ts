import type * as tf from '@tensorflow/tfjs-core'
import type { Iterate } from '../Iterate.js'
import { tensorsOf } from './tensorsOf.js'

/** The first tensor of the parameters of each iterate that a step under way will consume. */
const claims = new Set<tf.Tensor>()

const markOf = ({ params }: Iterate<unknown>): tf.Tensor | undefined => {
  for (const tensor of tensorsOf(params)) return tensor
  return undefined
}

/** Checks that no step of an iterate is under way: it is about to be consumed. */
export const checkUnclaimed = (who: string, iterate: Iterate<unknown>): void => {
  const mark = claims.size === 0 ? undefined : markOf(iterate)
  if (mark !== undefined && claims.has(mark))
    throw new TypeError(
      `${who}: the iterate must not be in another step, got one that a stepAsync is about to consume; await it, or keep one with cloneIterate`,
    )
}

/**
 * Says that a step of an iterate is under way, for an interpreter: until the answer is called, `step`, `stepAsync` and `disposeIterate` refuse the iterate.
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
