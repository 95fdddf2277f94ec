import type { Measured } from '../Description.js'
import type { Transform } from '../Transform.js'
import { segmentsOf } from './segmentsOf.js'

/** A run of parts with what must be measured before it. */
export interface Measures {
  readonly from: number
  /** Exclusive. */
  readonly to: number
  /** Whether the updates that arrive are the gradients as they are bound here. */
  readonly same: boolean
  /** Whether the norms of the gradients are to be measured; else they are not wanted, or were measured before. */
  readonly grads: boolean
  /** The same for the updates that arrive; never where they are the gradients. */
  readonly updates: boolean
  /** The same for the parameters. */
  readonly params: boolean
}

/**
 * What a chain measures in a step, run by run of {@link segmentsOf}: the one place that says so for every interpreter.
 *
 * The raw gradients are measured at most once, before anything, and always if any part asks whether the step is `finite`.
 *
 * @example
 * import { chain, measuresOf, remember, storedNorm } from '@momenta/core'
 *
 * measuresOf(chain(remember(), remember({ key: storedNorm() }))).map(({ grads }) => grads) // => [true, false]
 * measuresOf(chain(remember(), remember({ key: storedNorm() })))[1].updates // => true
 */
export const measuresOf = (transform: Transform): readonly Measures[] => {
  const want = (parts: Transform, what: Measured) =>
    parts.some(({ needs }) => needs?.includes(what))
  let same = true
  let known = false
  let paramsKnown = false
  return segmentsOf(transform).map(([from, to], s) => {
    const parts = transform.slice(from, to)
    const updates = want(parts, 'updates')
    const finite = want(s === 0 ? transform : parts, 'finite')
    const grads = !known && (want(parts, 'grads') || finite || (same && updates))
    const params = !paramsKnown && want(parts, 'params')
    const measures = { from, to, same, grads, updates: updates && !same, params }
    paramsKnown ||= params
    known ||= grads
    const rebinds = parts.some((part) => part.rebinds)
    if (rebinds) known = false
    const last = parts.at(-1)
    if (rebinds) same = last?.rebinds === true && last.only === undefined
    else same &&= parts.length === 0
    return measures
  })
}
