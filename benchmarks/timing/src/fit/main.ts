import { type BackendChoice, backendChoices } from '@momenta/bench-backends'
import { oneLine } from '@momenta/bench-results'
import { Command, CommanderError } from 'commander'
import { listOption } from '../command/createCommand.js'
import { formatTable } from '../command/formatTable.js'
import { namesOf, positiveIntegers } from '../command/parsers.js'
import { measureFit } from './measureFit.js'
import type { Row } from './Row.js'

const description = [
  'Trains a convolutional network with model.fit of tf.layers by tf.train.adam and by tfOptimizer, in',
  'turns in one process: milliseconds per step, and how far the losses are apart. The row "start',
  'rounded" is tf.train.adam from weights that differ by one rounding.',
].join(' ')

interface Settings {
  readonly backend: readonly BackendChoice[]
  readonly steps: readonly number[]
  readonly json?: boolean
}

const command = (): Command =>
  new Command('bench:fit')
    .description(description)
    .addOption(
      listOption(
        '--backend <names>',
        `list of ${backendChoices.join(', ')}`,
        namesOf(backendChoices),
        ['wasm', 'tensorflow'],
      ),
    )
    .addOption(listOption('--steps <number>', 'steps of each', positiveIntegers, [200]))
    .option('--json', 'print one JSON object per line instead of a table')
    .configureOutput({
      outputError: (text, write) =>
        write(`${oneLine(text.trimEnd()).replace(/^error: /, 'bench:fit: ')} (see --help)\n`),
    })
    .exitOverride()

const cells = ({ backend, optimizer, ms, p10, cpu, loss, difference, relative }: Row) => [
  backend,
  optimizer,
  ms.toFixed(2),
  p10.toFixed(2),
  cpu.toFixed(2),
  loss.toFixed(5),
  difference.toExponential(1),
  relative.toExponential(1),
]

/** Runs `bench:fit`; returns its exit code: 0 measured, 1 nothing could be, 2 bad options. */
export const main = async (args: readonly string[]): Promise<number> => {
  try {
    const { backend, steps, json } = command()
      .parse([...args], { from: 'user' })
      .opts<Settings>()
    const rows: Row[] = []
    for (const name of backend)
      try {
        for (const count of steps) rows.push(...(await measureFit(name, count)))
      } catch (error) {
        process.stderr.write(`left out: ${(error as Error).message}\n`)
      }
    const heading = ['backend', 'optimizer', 'ms', 'p10', 'cpu', 'loss', 'difference', 'relative']
    if (json) for (const row of rows) process.stdout.write(`${JSON.stringify(row)}\n`)
    else process.stdout.write(`${formatTable(heading, rows.map(cells))}\n`)
    return rows.length > 0 ? 0 : 1
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    throw error
  }
}
