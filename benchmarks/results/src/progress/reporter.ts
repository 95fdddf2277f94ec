import { barSink } from './barSink.js'
import { jsonSink } from './jsonSink.js'
import type { Output } from './Output.js'
import type { ProgressEvent } from './ProgressEvent.js'
import type { ProgressReporter } from './ProgressReporter.js'
import { plainSink } from './plainSink.js'
import { progressState } from './progressState.js'
import { quietSink } from './quietSink.js'
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
  return {
    auto: [auto],
    plain: [plainSink(out)],
    quiet: [quietSink(out)],
    json: [jsonSink(events), auto],
  }[mode]
}

/**
 * Reports the progress of a run, with the mean rate and the time left. It keeps counts only;
 * records belong to the store.
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
  const report = (untimed: Untimed<ProgressEvent>): void => {
    const event: ProgressEvent = { ...untimed, t: now() }
    state = progressState(event, state)
    for (const sink of sinks) sink(event, state)
  }
  return {
    start: (unit) => report({ event: 'start', unit }),
    advance: (weight, note) =>
      report({ event: 'advance', weight, ...(note !== undefined && { note }) }),
    resumed: (weight) => report({ event: 'resumed', weight }),
    expect: (weight) => report({ event: 'expect', weight }),
    note: (text) => report({ event: 'note', text }),
    fail: (message, weight = 0, unit) =>
      report({ event: 'fail', message, weight, ...(unit === undefined ? {} : { unit }) }),
    done: () => {
      if (!over) report({ event: 'done' })
      over = true
    },
  }
}
