import type { Ran } from '../machine/Machine.js'

/** The line of a failed command's output that says most: the last one with an error in it, else the last. */
export const lastLine = ({ stderr, stdout }: Ran): string => {
  const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim() !== '')
  const told = lines.filter((line) => /error/i.test(line))
  return (told.at(-1) ?? lines.at(-1) ?? 'no output').trim().slice(0, 300)
}
