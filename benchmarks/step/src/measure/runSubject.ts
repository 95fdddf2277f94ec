import { disposeIterate, type Runner } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { Data } from './Data.js'
import { peakOf } from './peakOf.js'
import type { Subject } from './subjects.js'
import { type Budget, timed } from './timed.js'

/** Times the steps of a runner on fixed gradients, waiting for each to be done. */
export const runSubject = (
  { init, step }: Runner,
  { capacity = 0, replacing = true }: Pick<Subject, 'capacity' | 'replacing'>,
  { params, grads }: Data,
  budget: Budget,
) => {
  let iterate = init(params)
  let count = 0
  const value = tf.scalar(0)
  // entries that are never replaced were louder
  const loud = tf.tidy(() =>
    replacing
      ? grads
      : Object.fromEntries(Object.entries(grads).map(([name, g]) => [name, tf.mul(g, 2)])),
  )
  const once = () => {
    const answer = { value, grads: count++ < capacity ? loud : grads }
    iterate = step(() => answer, iterate)
  }
  try {
    const found = timed(once, { ...budget, warmUp: budget.warmUp + 2 * capacity + 1 })
    return { ...found, peakBytes: peakOf(once) }
  } finally {
    disposeIterate(iterate)
    if (loud !== grads) tf.dispose(loud)
    value.dispose()
  }
}
