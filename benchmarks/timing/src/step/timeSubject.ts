import { disposeIterate, handle, type Runner } from '@momenta/eager'
import { leafNorms, leafNormsAsync } from '@momenta/fused'
import * as tf from '@tensorflow/tfjs-core'
import { type Budget, type Times, timeSteps } from '../measure/timeSteps.js'
import { waitForDevice } from '../measure/waitForDevice.js'
import type { Data, Leaves } from './makeData.js'
import { peakBytes } from './peakBytes.js'
import type { Subject } from './subjects.js'

/** The times of an optimizer's step. */
export interface SubjectTimes extends Times {
  /** The median of the norms alone, for optimizers with a memory. */
  readonly normsMs?: number
  readonly peakBytes?: number
}

/** Tensors of the same numbers, on memory of their own. */
const copied = (leaves: Leaves): Leaves =>
  Object.fromEntries(Object.entries(leaves).map(([name, leaf]) => [name, tf.add(leaf, 0)]))

/** New tensors on the memory of others, which are disposed. */
const given = (leaves: Leaves): Leaves =>
  Object.fromEntries(
    Object.entries(leaves).map(([name, leaf]) => {
      const own = handle(leaf)
      leaf.dispose()
      return [name, own]
    }),
  )

/**
 * Times the steps of a runner on fixed gradients. Each step gets tensors that nothing else holds,
 * as those of a loss are, so that it may overwrite them; not where it waits for a device.
 *
 * For an optimizer with a memory also times the norms, each after a step: then the gradients are in
 * the same caches as when a step measures them.
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
  const isAsync = waitForDevice() !== undefined
  let ready: Leaves | undefined
  const prepare = () => {
    const next = count++ < entries ? first : grads
    ready = isAsync ? next : copied(next)
  }
  const next = () => {
    if (ready === undefined) prepare()
    const own = ready as Leaves
    ready = undefined
    return () => ({ value, grads: isAsync ? own : given(own) })
  }
  const once = isAsync
    ? async () => {
        iterate = await stepAsync(next(), iterate)
      }
    : () => {
        iterate = step(next(), iterate)
      }
  const norms = () => (isAsync ? leafNormsAsync(leaves) : leafNorms(leaves))
  try {
    const warmUp = budget.warmUp + 2 * entries + 1
    const times = await timeSteps(once, { ...budget, warmUp }, prepare)
    const shorter = { warmUp: 1, seconds: budget.seconds / 2 }
    const normsMs = capacity === undefined ? undefined : (await timeSteps(norms, shorter, once)).ms
    prepare()
    const peak = isAsync ? undefined : peakBytes(once)
    return {
      ...times,
      ...(normsMs === undefined ? {} : { normsMs }),
      ...(peak === undefined ? {} : { peakBytes: peak }),
    }
  } finally {
    disposeIterate(iterate)
    if (!isAsync) tf.dispose(ready)
    if (first !== grads) tf.dispose(first)
    value.dispose()
  }
}
