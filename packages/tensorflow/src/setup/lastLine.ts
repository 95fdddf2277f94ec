import type { CommandResult } from '../machine/Machine.js'

/**
 * The most telling line of a failed command's output: the last one with an error, else the last.
 */
export const lastLine = ({ stderr, stdout }: CommandResult): string => {
  const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim() !== '')
  const errors = lines.filter((line) => /error/i.test(line))
  return (errors.at(-1) ?? lines.at(-1) ?? 'no output').trim().slice(0, 300)
}
