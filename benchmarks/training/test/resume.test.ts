import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BackendName } from '@momenta/bench-backends'
import { type ResultRecord, readStore } from '@momenta/bench-results'
import type { EpochRecord } from '@momenta/bench-training'
import * as E from 'fp-ts/lib/Either.js'
import t from 'tap'
import { runTiny } from './runTiny.js'

const folderOf = () => mkdtempSync(join(tmpdir(), 'momenta-'))
const script = fileURLToPath(new URL('trainForEver.js', import.meta.url))

/** Trains in another process and kills it, as kill -9, when it reports a step. */
const killAt = (folder: string, backend: BackendName, at: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, folder, backend], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    child.stdout.on('data', (bytes) => {
      if (String(bytes).split('\n').includes(at)) child.kill('SIGKILL')
    })
    child.on('exit', (_, signal) =>
      signal === 'SIGKILL' ? resolve() : reject(new Error(`it ended before ${at}`)),
    )
  })

const recordsIn = (folder: string): readonly ResultRecord[] => {
  const contents = readStore(join(folder, 'runs'), { version: 1 })
  if (E.isLeft(contents)) throw new Error(contents.left)
  return contents.right.records
}

/** The epochs of the run in a folder without what is measured with a clock. */
const epochsIn = (folder: string) =>
  recordsIn(folder).flatMap((record) =>
    record.kind === 'done'
      ? (record.data as { readonly history: readonly EpochRecord[] }).history.map(
          ({ trainLoss, curve, values, gradientEvaluations, steps }) => ({
            trainLoss,
            curve,
            values,
            gradientEvaluations,
            steps,
          }),
        )
      : [],
  )

for (const backend of ['cpu', 'wasm'] as const)
  t.test(
    `on ${backend} a run that is killed twice ends with the numbers of one that is not`,
    async (t) => {
      const [killed, whole] = [folderOf(), folderOf()]
      await killAt(killed, backend, '0 3')
      // it may be killed while it writes the next one
      const isWhole = (file: string) => !file.endsWith('.tmp')
      t.equal(readdirSync(join(killed, 'checkpoints')).filter(isWhole).length, 1)
      await killAt(killed, backend, '1 2')
      t.ok(await runTiny(killed, backend))
      t.ok(await runTiny(whole, backend))
      t.equal(epochsIn(whole).length, 2)
      t.same(epochsIn(killed), epochsIn(whole))
      const kinds = (folder: string) => recordsIn(folder).map(({ kind }) => kind)
      t.same(kinds(killed), ['start', 'metric', 'metric', 'done'], 'nothing is repeated')
      t.same(kinds(whole), kinds(killed))
      t.same(readdirSync(join(killed, 'checkpoints')), [], 'its checkpoint is gone')
    },
  )

t.test('a run that is stopped by a signal stores a checkpoint and goes on', async (t) => {
  const [stopped, whole] = [folderOf(), folderOf()]
  const controller = new AbortController()
  const options = {
    every: Number.POSITIVE_INFINITY,
    signal: controller.signal,
    onStep: () => controller.abort(),
  }
  t.notOk(await runTiny(stopped, 'cpu', options))
  t.equal(readdirSync(join(stopped, 'checkpoints')).length, 1)
  t.ok(await runTiny(stopped, 'cpu'))
  t.ok(await runTiny(whole, 'cpu'))
  t.same(epochsIn(stopped), epochsIn(whole))
})
