import { CommanderError } from 'commander'
import type { Settings } from './Settings.js'

/** Where a command reports its rows. */
export interface Output<R> {
  readonly row: (row: R) => void
  /** Writes a line to stderr. */
  readonly note: (line: string) => void
}

/** A command: its settings, how it measures, and how it prints its rows. */
export interface CommandOf<S extends Settings, R> {
  readonly settings: () => S
  readonly measure: (settings: S, output: Output<R>) => Promise<void>
  readonly table: (rows: readonly R[]) => string
}

/**
 * Runs a command; returns its exit code: 0 measured, 1 nothing could be measured, 2 bad options.
 */
export const runCommand = async <S extends Settings, R>({
  settings: parse,
  measure,
  table,
}: CommandOf<S, R>): Promise<number> => {
  try {
    const settings = parse()
    const rows: R[] = []
    await measure(settings, {
      row: (row) => {
        rows.push(row)
        if (settings.json) process.stdout.write(`${JSON.stringify(row)}\n`)
      },
      note: (line) => void process.stderr.write(`${line}\n`),
    })
    if (!settings.json) process.stdout.write(`${table(rows)}\n`)
    return rows.length > 0 ? 0 : 1
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    throw error
  }
}
