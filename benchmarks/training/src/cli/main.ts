import { stopBackend } from '@momenta/bench-backends'
import { oneLine } from '@momenta/bench-results'
import { CommanderError } from 'commander'
import { program } from './program.js'
import { badOption } from './Settings.js'

const say = (message: string): void => void process.stderr.write(`train: ${oneLine(message)}\n`)

/** Runs the command; returns its exit code: 0 done, 1 failed, 2 bad options, 130 interrupted. */
export const main = async (argv: readonly string[]): Promise<number> => {
  let code = 0
  try {
    await program(argv, (given) => {
      code = given
    }).parseAsync([...argv], { from: 'user' })
    return code
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      say(error instanceof Error ? error.message : String(error))
      return 1
    }
    // commander has printed its own
    if (error.code === badOption) say(error.message)
    return error.exitCode === 0 ? 0 : 2
  } finally {
    stopBackend()
  }
}
