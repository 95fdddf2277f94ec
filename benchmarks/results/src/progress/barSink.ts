import bars from 'cli-progress'
import type { Output } from './Output.js'
import type { Progress } from './Progress.js'
import { progressLine } from './progressLine.js'
import { remarkOf } from './remarkOf.js'
import type { Sink } from './Sink.js'

/** The minimum milliseconds between two redraws. */
const pause = 100

const draw = (out: Output, lineNow: () => string) =>
  new bars.MultiBar({
    stream: out,
    barsize: 24,
    // true: the library cuts long lines, and does not change the settings of the terminal
    linewrap: true,
    format: (options, { progress, maxWidth }) =>
      `${bars.Format.BarFormat(progress, options)} ${lineNow()}`.slice(0, maxWidth - 1),
  })

/** Progress for a terminal: a bar that is redrawn in place, remarks above it. */
export const barSink = (out: Output, now: () => number): Sink => {
  let shown: Progress | undefined
  let drawn = Number.NEGATIVE_INFINITY
  const display = draw(out, () => (shown === undefined ? '' : progressLine(shown, now())))
  let bar: ReturnType<typeof display.create> | undefined
  return (event, state) => {
    shown = state
    const remark = remarkOf(event, state)
    bar ??= display.create(state.total, 0)
    bar.setTotal(state.total)
    bar.update(state.done + state.resumed + state.lost)
    if (remark !== undefined) {
      if (display.isActive) display.log(`${remark}\n`)
      else out.write(`${remark}\n`)
    }
    if (event.event === 'done') display.stop()
    // the library's timer does not run while the event loop is busy
    else if (display.isActive && (remark !== undefined || event.t - drawn >= pause)) {
      display.update()
      drawn = event.t
    }
  }
}
