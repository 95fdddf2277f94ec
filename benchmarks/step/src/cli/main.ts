import { fileURLToPath } from 'node:url'
import { rowOf } from '@momenta/bench-train'
import { CommanderError } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { measure } from '../measure/measure.js'
import type { Row } from '../measure/Row.js'
import { table } from '../table.js'
import { program, type Settings } from './program.js'

const note = (line: string) => void process.stderr.write(`${line}\n`)

const script = (name: string) => fileURLToPath(new URL(`../../peers/${name}.py`, import.meta.url))

const peers: readonly (readonly [string, readonly string[]])[] = [
  ['torch_adam', ['loop', 'foreach', 'fused']],
  ['optax_adam', ['jit']],
]

const measurePeers = async (
  { params, tensors, seconds }: Settings,
  tell: (row: Row) => void,
): Promise<void> => {
  for (const size of params)
    for (const count of tensors)
      for (const [name, variants] of peers)
        for (const variant of variants) {
          const args = [script(name), variant, String(size), String(count), String(seconds)]
          const row = await rowOf<Row>(process.env.PYTHON ?? 'python3', args)
          if (E.isRight(row)) tell(row.right)
          else note(`left out: ${name} ${variant}: ${row.left}`)
        }
}

const measured = async (settings: Settings): Promise<number> => {
  const { backend, only, params, tensors, seconds } = settings
  const rows: Row[] = []
  const tell = (row: Row) => {
    rows.push(row)
    if (settings.json) process.stdout.write(`${JSON.stringify(row)}\n`)
    else
      note(
        `${row.backend} ${row.params} in ${row.tensors}: ${row.optimizer} ${row.variant} ${row.ms.toPrecision(3)} ms`,
      )
  }
  const sizes = params.flatMap((size) => tensors.map((count) => [size, count] as const))
  for (const name of backend)
    try {
      await measure({ backend: name, only, sizes, seconds }, tell, (line) =>
        note(`left out: ${line}`),
      )
    } catch (error) {
      note(`left out: ${(error as Error).message}`)
    }
  if (settings.peers) await measurePeers(settings, tell)
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
