import * as E from 'fp-ts/lib/Either.js'
import { settingsOf } from '../command/createCommand.js'
import { type Output, runCommand } from '../command/runCommand.js'
import { runPeer } from '../command/runForRow.js'
import { measure } from './measure.js'
import { program } from './program.js'
import type { Row } from './Row.js'
import type { Settings } from './Settings.js'
import { table } from './table.js'

const peers = [
  ['torch_adam', 'loop'],
  ['torch_adam', 'foreach'],
  ['torch_adam', 'fused'],
  ['optax_adam', 'jit'],
] as const

type Sizes = readonly (readonly [params: number, tensors: number])[]

const measurePeers = async (
  sizes: Sizes,
  seconds: number,
  { row, note }: Output<Row>,
): Promise<void> => {
  for (const size of sizes)
    for (const [script, variant] of peers) {
      const found = await runPeer<Row>(script, [variant, ...size.map(String), String(seconds)])
      if (E.isRight(found)) row(found.right)
      else note(`left out: ${script} ${variant}: ${found.left}`)
    }
  const found = await runPeer<Row>('torch_muon', ['1024', String(seconds)])
  if (E.isRight(found)) row(found.right)
  else note(`left out: torch_muon: ${found.left}`)
}

const measureAll = async (settings: Settings, { row, note }: Output<Row>): Promise<void> => {
  const { backend: backends, only, params, tensors, seconds, json } = settings
  const sizes = params.flatMap((size) => tensors.map((count) => [size, count] as const))
  const report = (found: Row) => {
    row(found)
    const { backend, params, tensors, optimizer, variant, ms } = found
    if (!json)
      note(`${backend} ${params} in ${tensors}: ${optimizer} ${variant} ${ms.toPrecision(3)} ms`)
  }
  for (const backend of backends)
    try {
      await measure({ backend, only, sizes, seconds }, report, (line) => note(`left out: ${line}`))
    } catch (error) {
      note(`left out: ${(error as Error).message}`)
    }
  if (settings.peers) await measurePeers(sizes, seconds, { row: report, note })
}

/** Runs `bench:step`; returns its exit code. */
export const main = (args: readonly string[]): Promise<number> =>
  runCommand({
    settings: () => settingsOf<Settings>(program(), args),
    measure: measureAll,
    table,
  })
