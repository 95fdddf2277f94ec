import { oneLine } from '@momenta/bench-results'
import { CommanderError } from 'commander'
import { program } from './program.js'

/** Runs the command; returns its exit code: 0 done, 1 failed, 2 bad options, 130 interrupted. */
export const main = async (argv: readonly string[]): Promise<number> => {
  let code = 0
  try {
    await program(argv, (given) => {
      code = given
    }).parseAsync([...argv], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    process.stderr.write(
      `train: ${oneLine(error instanceof Error ? error.message : String(error))}\n`,
    )
    return error instanceof RangeError ? 2 : 1
  }
}
