import { oneLine } from '../store/oneLine.js'
import type { InterruptOptions } from './InterruptOptions.js'
import type { Interrupts } from './Interrupts.js'

// the exit code of a shell for SIGINT: 128 + 2
const interrupted = 130

// a terminal signals npm and its child, and npm its child once more; Slurm a script and its child
const repetition = 1000

/**
 * Handles SIGINT and SIGTERM. The first aborts `signal`, waits for `finish` (the current record,
 * the store's `close`), prints how to resume and exits with 130; the second exits with 130 at once;
 * the same signal within a second is not a second one. If `finish` fails, its message is printed
 * and the exit code is 1.
 *
 * Signals are handled between turns of the event loop: a run must yield, for example by `await
 * setImmediate()` of `node:timers/promises` after each record.
 */
export const onInterrupt = (
  finish: () => void | Promise<void>,
  {
    resume,
    say = (line) => process.stderr.write(`${line}\n`),
    exit = process.exit,
    now = Date.now,
  }: InterruptOptions,
): Interrupts => {
  const stop = new AbortController()
  const leave = async (): Promise<void> => {
    try {
      await finish()
      say(`Interrupted: what is done is kept. Resume with: ${oneLine(resume)}`)
      exit(interrupted)
    } catch (error) {
      say(
        `Interrupted, and could not finish: ${oneLine(error instanceof Error ? error.message : String(error))}`,
      )
      exit(1)
    }
  }
  let first: { readonly signal: NodeJS.Signals; readonly at: number } | undefined
  const onSignal = (signal: NodeJS.Signals): void => {
    if (first !== undefined) {
      if (signal !== first.signal || now() - first.at >= repetition) exit(interrupted)
      return
    }
    first = { signal, at: now() }
    stop.abort()
    say('Finishing the current record; interrupt once more to stop at once.')
    void leave()
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  return {
    signal: stop.signal,
    dispose: () => {
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
    },
  }
}
