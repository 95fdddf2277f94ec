import * as E from 'fp-ts/lib/Either.js'
import { settingsOf } from '../command/createCommand.js'
import { type Output, runCommand } from '../command/runCommand.js'
import { runPeer } from '../command/runForRow.js'
import type { Settings } from '../command/Settings.js'
import { measureCell } from './measureCell.js'
import { program } from './program.js'
import type { Row } from './Row.js'
import { table } from './table.js'

/** One row to measure. */
interface Cell {
  readonly title: string
  readonly run: () => Promise<E.Either<string, Row>>
}

const variants = ['plain', 'kernels'] as const
const peers = ['torch', 'jax'] as const

const cellsOf = ({ backend, only, seconds, peers: withPeers }: Settings): readonly Cell[] =>
  only.flatMap((workload) => [
    ...backend.flatMap((name) =>
      variants.map((variant) => ({
        title: `${workload} ${name} ${variant}`,
        run: () => measureCell(name, workload, variant, seconds),
      })),
    ),
    ...(withPeers ? peers : []).map((name) => ({
      title: `${workload} ${name}`,
      run: () => runPeer<Row>(`${name}_step`, [workload, String(seconds)]),
    })),
  ])

const measureAll = async (settings: Settings, { row, note }: Output<Row>): Promise<void> => {
  const cells = cellsOf(settings)
  for (const [i, { title, run }] of cells.entries()) {
    note(`${i + 1}/${cells.length} ${title}`)
    const found = await run()
    if (E.isRight(found)) row(found.right)
    else note(`  left out: ${found.left}`)
  }
}

/** Runs `bench:train`; returns its exit code. */
export const main = (args: readonly string[]): Promise<number> =>
  runCommand({
    settings: () => settingsOf(program(), args),
    measure: measureAll,
    table,
  })
