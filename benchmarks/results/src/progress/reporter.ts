import { barSink } from './barSink.js'
import { jsonSink } from './jsonSink.js'
import type { Output } from './Output.js'
import type { ProgressEvent } from './ProgressEvent.js'
import type { ProgressReporter } from './ProgressReporter.js'
import { plainSink } from './plainSink.js'
import { progressState } from './progressState.js'
import type { ReporterOptions } from './ReporterOptions.js'
import type { Sink } from './Sink.js'

type Untimed<Event> = Event extends unknown ? Omit<Event, 't'> : never

const sinksOf = (
  mode: ReporterOptions['mode'],
  out: Output,
  events: Output,
  now: () => number,
): readonly Sink[] => {
  const auto = out.isTTY === true ? barSink(out, now) : plainSink(out)
  return { auto: [auto], plain: [plainSink(out)], quiet: [], json: [jsonSink(events), auto] }[mode]
}

/**
 * Reports how far a run is, with the mean rate and the time left. Nothing is remembered but the counts: the
 * records of the run are the store's business.
 *
 * @example
 * import { reporter } from '@momenta/bench-results'
 *
 * const lines = []
 * const out = { write: (line) => lines.push(line) }
 * const progress = reporter({ mode: 'plain', out, total: 2, label: 'levy', now: () => 0 })
 * progress.done()
 * lines // => ["levy 0/2 0%\n", "levy 0/2 0%\n"]
 */
export const reporter = ({
  mode,
  total,
  label,
  out = process.stderr,
  events = process.stdout,
  now = Date.now,
}: ReporterOptions): ProgressReporter => {
  const sinks = sinksOf(mode, out, events, now)
  const first: ProgressEvent = { event: 'begin', label, total, t: now() }
  let state = progressState(first)
  let over = false
  for (const sink of sinks) sink(first, state)
  const tell = (untimed: Untimed<ProgressEvent>): void => {
    const event: ProgressEvent = { ...untimed, t: now() }
    state = progressState(event, state)
    for (const sink of sinks) sink(event, state)
  }
  return {
    start: (unit) => tell({ event: 'start', unit }),
    advance: (weight, note) =>
      tell({ event: 'advance', weight, ...(note !== undefined && { note }) }),
    resumed: (weight) => tell({ event: 'resumed', weight }),
    note: (text) => tell({ event: 'note', text }),
    fail: (message, weight = 0) => tell({ event: 'fail', message, weight }),
    done: () => {
      if (!over) tell({ event: 'done' })
      over = true
    },
  }
}
