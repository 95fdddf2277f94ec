import type { Output } from './Output.js'
import { progressLine } from './progressLine.js'
import { remarkOf } from './remarkOf.js'
import type { Sink } from './Sink.js'

/** The minimum milliseconds between two lines of progress. */
const pause = 10_000

/**
 * Progress for a pipe or a log file: a line at the start, at the end and at most every 10 seconds;
 * remarks at once.
 */
export const plainSink = (out: Output): Sink => {
  let last = Number.NEGATIVE_INFINITY
  return (event, state) => {
    const remark = remarkOf(event, state)
    if (remark !== undefined) out.write(`${remark}\n`)
    else if (event.event === 'done' || event.t - last >= pause) {
      out.write(`${progressLine(state, event.t)}\n`)
      last = event.t
    }
  }
}
