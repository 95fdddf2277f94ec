import { join } from 'node:path'
import { onInterrupt, openStore, reporter, type Store } from '@momenta/bench-results'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { execute } from '../run/execute.js'
import { weightOfAll } from '../run/jobWeight.js'
import { finishedValues, jobsOf, type Plan } from '../run/planOf.js'
import { processRunner } from '../run/processRunner.js'
import { shardPlan } from '../run/shardPlan.js'
import { folderOf, report, version } from './report.js'
import type { Settings } from './Settings.js'
import { say } from './say.js'

/** Closes a store; on the left one line says why some results may not be on the disk. */
const close = (store: Store): E.Either<string, void> =>
  E.tryCatch(store.close, (error) => (error instanceof Error ? error.message : String(error)))

/** Runs a plan, or the part of a shard, and writes the report; returns the exit code. */
export const run = async (settings: Settings, whole: Plan, command: string): Promise<number> => {
  const { shard } = settings
  const plan = shard === undefined ? whole : shardPlan(whole, shard)
  // shards append at the same time, each to its own file
  const opened = openStore(folderOf(settings), { version, lock: shard === undefined })
  if (E.isLeft(opened)) {
    say(`bench: ${opened.left}`)
    return 1
  }
  const store = opened.right
  // releases the lock however the program ends
  const onExit = () => void close(store)
  process.once('exit', onExit)
  const mode = settings.json ? 'json' : settings.quiet ? 'quiet' : 'auto'
  const total = weightOfAll(jobsOf(plan, finishedValues(store.records)))
  const progress = reporter({ mode, total, label: 'bench' })
  for (const note of store.notes) progress.note(note)
  let end = (_: E.Either<string, number>): void => {}
  const ended = new Promise<E.Either<string, number>>((resolve) => {
    end = resolve
  })
  const finish = async (): Promise<E.Either<string, number>> => {
    const outcome = await ended
    progress.done()
    // releases the lock also where nothing more can be written
    const closed = close(store)
    return pipe(
      outcome,
      E.chain((failed) => E.map(() => failed)(closed)),
    )
  }
  const interrupts = onInterrupt(
    async () => {
      const outcome = await finish()
      if (E.isLeft(outcome)) throw new Error(outcome.left)
    },
    { resume: command },
  )
  end(
    await execute(settings.tasks, plan, store, progress, {
      signal: interrupts.signal,
      processes: settings.processes,
      // native libraries can end their process
      ...(['wasm', 'cpu', undefined].includes(settings.backend)
        ? {}
        : { runner: () => processRunner() }),
      checkpoints: join(settings.out, 'checkpoints'),
      every: settings.minutes * 60_000,
      monitor: settings.monitor,
    }),
  )
  if (interrupts.signal.aborted) return new Promise(() => {})
  interrupts.dispose()
  const outcome = await finish()
  if (E.isLeft(outcome)) {
    say(`bench: ${outcome.left}`)
    return 1
  }
  process.off('exit', onExit)
  const code = report(settings, command)
  return outcome.right > 0 ? 1 : code
}
