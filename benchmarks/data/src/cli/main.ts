import { CommanderError } from 'commander'
import { program } from './program.js'

/** Runs the command; returns its exit code: 0 done, 1 failed, 2 bad arguments. */
export const main = async (args: readonly string[]): Promise<number> => {
  try {
    await program().parseAsync([...args], { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    process.stderr.write(`${(error as Error).message}\n`)
    return 1
  }
}
