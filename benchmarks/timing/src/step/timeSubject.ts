import { disposeIterate, type Runner } from '@momenta/eager'
import { leafNorms, leafNormsAsync } from '@momenta/fused'
import * as tf from '@tensorflow/tfjs-core'
import { type Budget, type Times, timeSteps } from '../measure/timeSteps.js'
import { waitForDevice } from '../measure/waitForDevice.js'
import type { Data } from './makeData.js'
import { peakBytes } from './peakBytes.js'
import type { Subject } from './subjects.js'

/** The times of an optimizer's step. */
export interface SubjectTimes extends Times {
  /** The median of the norms alone, for optimizers with a memory. */
  readonly normsMs?: number
  readonly peakBytes?: number
}

/**
 * Times the steps of a runner on fixed gradients. For an optimizer with a memory also times the
 * norms, each after a step: then the gradients are in the same caches as when a step measures them.
 */
export const timeSubject = async (
  { init, step, stepAsync }: Runner,
  { capacity, replacing = true }: Pick<Subject, 'capacity' | 'replacing'>,
  { params, grads }: Data,
  budget: Budget,
): Promise<SubjectTimes> => {
  let iterate = init(params)
  const entries = capacity ?? 0
  const leaves = Object.values(grads)
  let count = 0
  const value = tf.scalar(0)
  // entries with larger gradients than all later ones are never replaced
  const first = tf.tidy(() =>
    replacing
      ? grads
      : Object.fromEntries(Object.entries(grads).map(([name, g]) => [name, tf.mul(g, 2)])),
  )
  const next = () => {
    const evaluation = { value, grads: count++ < entries ? first : grads }
    return () => evaluation
  }
  const isAsync = waitForDevice() !== undefined
  const once = isAsync
    ? async () => {
        iterate = await stepAsync(next(), iterate)
      }
    : () => {
        iterate = step(next(), iterate)
      }
  const norms = () => (isAsync ? leafNormsAsync(leaves) : leafNorms(leaves))
  try {
    const times = await timeSteps(once, { ...budget, warmUp: budget.warmUp + 2 * entries + 1 })
    const shorter = { warmUp: 1, seconds: budget.seconds / 2 }
    const normsMs = capacity === undefined ? undefined : (await timeSteps(norms, shorter, once)).ms
    const peak = isAsync ? undefined : peakBytes(once)
    return {
      ...times,
      ...(normsMs === undefined ? {} : { normsMs }),
      ...(peak === undefined ? {} : { peakBytes: peak }),
    }
  } finally {
    disposeIterate(iterate)
    if (first !== grads) tf.dispose(first)
    value.dispose()
  }
}
