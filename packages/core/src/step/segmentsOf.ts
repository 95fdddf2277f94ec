import type { Description } from '../Description.js'
import { reductionReads } from '../program/reductionOf.js'
import type { Measured } from '../Seen.js'
import type { Transform } from '../Transform.js'
import type { Norm } from './Norm.js'
import type { Segment } from './Segment.js'

const asks = (parts: Transform, what: Measured): boolean =>
  parts.some(({ needs }) => needs?.includes(what))

/** Whether a part measures its incoming updates, and whether it measures the bound gradient. */
const measuredBy = (part: Description) => {
  const { needs = [] } = part
  const reads = reductionReads(part)
  return {
    updates: needs.includes('updates') || reads.includes('updates'),
    grads: needs.includes('grads') || needs.includes('finite') || reads.includes('grads'),
  }
}

/**
 * Where segments start: at a part that measures its incoming updates, or a gradient that a part of
 * the same segment rebound, and before and after a part that computes with whole leaves.
 */
const startsOf = (transform: Transform): readonly number[] => {
  const starts = [0]
  let rebound = false
  const start = (i: number): void => {
    if (i === starts.at(-1)) return
    starts.push(i)
    rebound = false
  }
  transform.forEach((part, i) => {
    const { updates, grads } = measuredBy(part)
    if (part.whole || part.search || updates || (rebound && grads)) start(i)
    rebound ||= part.rebinds ?? false
    if (part.whole) start(i + 1)
  })
  return starts
}

/** What is known at the start of a segment. */
interface Known {
  readonly grads: boolean
  readonly params: boolean
  readonly same: boolean
}

const measuresOf = (parts: Transform, finite: boolean, known: Known): readonly Norm[] => {
  const updates = asks(parts, 'updates')
  const grads = asks(parts, 'grads') || finite || (known.same && updates)
  return [
    ...(grads && !known.grads ? (['grads'] as const) : []),
    ...(updates && !known.same ? (['updates'] as const) : []),
    ...(asks(parts, 'params') && !known.params ? (['params'] as const) : []),
  ]
}

const bindsUpdates = (last: Description | undefined): boolean =>
  last?.rebinds === true && last.only === undefined

/**
 * Splits a chain into segments without measurements inside, and determines what is measured before
 * each, for all interpreters.
 *
 * The raw gradients are measured at most once, before anything else, and always if any part needs
 * `finite`. The value of the loss is read then, too.
 *
 * @example
 * import { chain, remember, storedNorm } from '@momenta/core'
 * import { segmentsOf } from '@momenta/core/program'
 *
 * const segments = segmentsOf(chain(remember(), remember({ key: storedNorm() })))
 * segments.map(({ from, to }) => [from, to]) // => [[0, 1], [1, 2]]
 * segments.map(({ measures }) => measures) // => [['grads'], ['updates']]
 */
export const segmentsOf = (transform: Transform): readonly Segment[] => {
  let known: Known = { grads: false, params: false, same: true }
  return startsOf(transform).map((from, index, starts) => {
    const to = starts[index + 1] ?? transform.length
    const parts = transform.slice(from, to)
    const measures = measuresOf(parts, asks(index === 0 ? transform : parts, 'finite'), known)
    const rebinds = parts.some((part) => part.rebinds)
    const binds = bindsUpdates(parts.at(-1))
    const { same } = known
    known = {
      grads: !rebinds && (known.grads || measures.includes('grads')),
      params: known.params || measures.includes('params'),
      same: rebinds ? binds : same && parts.length === 0,
    }
    return {
      index,
      from,
      to,
      measures,
      value: index === 0 && asks(transform, 'value'),
      reduces: parts.flatMap(({ reductions }, i) => (reductions === undefined ? [] : from + i)),
      same,
      rebinds,
      bindsUpdates: binds,
      whole: parts[0]?.whole !== undefined,
      last: index === starts.length - 1,
    }
  })
}
