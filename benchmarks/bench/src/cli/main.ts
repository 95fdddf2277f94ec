import { startBackend, stopBackend } from '@momenta/bench-backends'
import { CommanderError } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { typed } from '../farm/invocation.js'
import { messageOf } from '../run/messageOf.js'
import { planOf } from '../run/planOf.js'
import { listing } from './listing.js'
import { program } from './program.js'
import { report } from './report.js'
import { run } from './run.js'
import { say } from './say.js'
import { type RawOptions, settingsOf } from './settingsOf.js'

/** The options with the fastest backend of the machine in the place of `auto`. */
const withBackend = async (raw: RawOptions): Promise<RawOptions> => {
  if (raw.backend !== 'auto') return raw
  const { backend, device } = await startBackend(raw.backend)
  say(`--backend auto: ${backend} on ${device}`)
  return { ...raw, backend }
}

/** Runs the tasks, or writes the report, as the options say; returns the exit code. */
const bench = async (raw: RawOptions, command: string): Promise<number> => {
  if (raw.list) {
    process.stdout.write(listing())
    return 0
  }
  const settings = settingsOf(await withBackend(raw))
  if (E.isLeft(settings)) {
    say(`bench: ${settings.left}`)
    return 2
  }
  return settings.right.reportOnly
    ? report(settings.right, command)
    : run(settings.right, planOf(settings.right.tasks, settings.right), command)
}

/** The command; returns its exit code: 0 done, 1 failed, 2 bad options, 130 interrupted. */
export const main = async (argv: readonly string[]): Promise<number> => {
  const command = typed(argv)
  let code = 0
  try {
    await program(
      async (raw) => {
        code = await bench(raw, command)
      },
      (given) => {
        code = given
      },
    ).parseAsync([...argv], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    say(`bench: ${messageOf(error)}`)
    return 1
  } finally {
    stopBackend()
  }
}
