import { disposeIterate, type Runner } from '@momenta/eager'
import { leafNorms } from '@momenta/fused'
import * as tf from '@tensorflow/tfjs-core'
import type { Data } from './Data.js'
import { peakOf } from './peakOf.js'
import type { Subject } from './subjects.js'
import { type Budget, timed } from './timed.js'

/**
 * Times the steps of a runner on fixed gradients, waiting for each to be done; and, where there is a memory, the norms behind a step: there the gradients are as
 * far from the processor as when a step asks for their norms.
 */
export const runSubject = (
  { init, step }: Runner,
  { capacity, replacing = true }: Pick<Subject, 'capacity' | 'replacing'>,
  { params, grads }: Data,
  budget: Budget,
) => {
  let iterate = init(params)
  const entries = capacity ?? 0
  const leaves = Object.values(grads)
  let count = 0
  const value = tf.scalar(0)
  // entries that are never replaced were louder
  const loud = tf.tidy(() =>
    replacing
      ? grads
      : Object.fromEntries(Object.entries(grads).map(([name, g]) => [name, tf.mul(g, 2)])),
  )
  const once = () => {
    const answer = { value, grads: count++ < entries ? loud : grads }
    iterate = step(() => answer, iterate)
  }
  try {
    const found = timed(once, { ...budget, warmUp: budget.warmUp + 2 * entries + 1 })
    const norms = { warmUp: 1, seconds: budget.seconds / 2 }
    const normsMs =
      capacity === undefined ? undefined : timed(() => void leafNorms(leaves), norms, once).ms
    return { ...found, normsMs, peakBytes: peakOf(once) }
  } finally {
    disposeIterate(iterate)
    if (loud !== grads) tf.dispose(loud)
    value.dispose()
  }
}
