import { CommanderError } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { cell, rowOf } from '../measure/cell.js'
import type { Row } from '../measure/Row.js'
import { peers } from '../peers/peers.js'
import { table } from '../table.js'
import { program, type Settings } from './program.js'

type Cell = readonly [title: string, run: () => Promise<E.Either<string, Row>>]

const cellsOf = ({ backend, only, seconds, peers: withPeers }: Settings): readonly Cell[] =>
  only.flatMap((workload) => [
    ...backend.flatMap((name) =>
      (['plain', 'training'] as const).map(
        (variant): Cell => [
          `${workload} ${name} ${variant}`,
          () => cell(name, workload, variant, seconds),
        ],
      ),
    ),
    ...(withPeers ? peers : []).map(
      ({ name, script }): Cell => [
        `${workload} ${name}`,
        () => rowOf(process.env.PYTHON ?? 'python3', [script, workload, String(seconds)]),
      ],
    ),
  ])

const measured = async (settings: Settings): Promise<number> => {
  const cells = cellsOf(settings)
  const rows: Row[] = []
  for (const [i, [title, run]] of cells.entries()) {
    process.stderr.write(`${i + 1}/${cells.length} ${title}\n`)
    const row = await run()
    if (E.isLeft(row)) process.stderr.write(`  left out: ${row.left}\n`)
    else {
      rows.push(row.right)
      if (settings.json) process.stdout.write(`${JSON.stringify(row.right)}\n`)
    }
  }
  if (!settings.json) process.stdout.write(`${table(rows)}\n`)
  return rows.length > 0 ? 0 : 1
}

/** The command; answers its exit code: 0 measured, 1 nothing could be, 2 bad options. */
export const main = async (args: readonly string[]): Promise<number> => {
  try {
    return await measured(
      program()
        .parse([...args], { from: 'user' })
        .opts<Settings>(),
    )
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    throw error
  }
}
