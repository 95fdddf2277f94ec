import { oneLine } from '@momenta/bench-results'

/** Prints a line on stderr. */
export const say = (line: string): void => void process.stderr.write(`${oneLine(line)}\n`)
