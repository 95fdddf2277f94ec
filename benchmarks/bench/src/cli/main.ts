import { join } from 'node:path'
import {
  oneLine,
  onInterrupt,
  openStore,
  readStore,
  reporter,
  type Store,
} from '@momenta/bench-results'
import { CommanderError } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { shownResults } from '../report/shownResults.js'
import { writeReport } from '../report/writeReport.js'
import { execute, weightOfAll } from '../run/execute.js'
import { finishedValues, jobsOf, type Plan, planOf } from '../run/planOf.js'
import { tasks } from '../tasks/index.js'
import { listing } from './listing.js'
import { program } from './program.js'
import type { Settings } from './Settings.js'
import { type RawOptions, settingsOf } from './settingsOf.js'

const version = 1
const folderOf = ({ out }: Settings) => join(out, 'runs')
const say = (line: string) => process.stderr.write(`${oneLine(line)}\n`)

/** Reads the results and writes the report; returns the exit code. */
const report = (settings: Settings, command: string): number => {
  const contents = readStore(folderOf(settings), { version })
  if (E.isLeft(contents)) {
    say(`bench: ${contents.left}`)
    return 1
  }
  const shown = shownResults(tasks, settings.tasks, settings, contents.right.records)
  for (const note of shown.notes) say(note)
  const notes = [...contents.right.notes, ...shown.notes]
  const path = writeReport(settings.out, { ...shown, command, notes })
  if (E.isLeft(path)) {
    say(`bench: ${path.left}`)
    return 1
  }
  say(`${shown.finished.length} of ${shown.jobs.length} jobs done; report: ${path.right}`)
  return 0
}

/** Closes a store; on the left one line says why some results may not be on the disk. */
const close = (store: Store): E.Either<string, void> =>
  E.tryCatch(store.close, (error) => (error instanceof Error ? error.message : String(error)))

const run = async (settings: Settings, plan: Plan, command: string): Promise<number> => {
  const opened = openStore(folderOf(settings), { version })
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
    return pipe(
      outcome,
      E.chain((failed) => E.map(() => failed)(close(store))),
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
      threads: settings.threads,
      checkpoints: join(settings.out, 'checkpoints'),
      every: settings.minutes * 60_000,
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

/** The command; returns its exit code. */
export const main = async (argv: readonly string[]): Promise<number> => {
  const command = `npm run bench${argv.length > 0 ? ` -- ${argv.join(' ')}` : ''}`
  const cli = program()
  try {
    cli.parse(argv as string[], { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    throw error
  }
  const raw = cli.opts<RawOptions & { readonly list?: boolean }>()
  if (raw.list) {
    process.stdout.write(listing())
    return 0
  }
  const settings = settingsOf(raw)
  if (E.isLeft(settings)) {
    say(`bench: ${settings.left}`)
    return 2
  }
  const plan = planOf(settings.right.tasks, settings.right)
  return settings.right.reportOnly
    ? report(settings.right, command)
    : run(settings.right, plan, command)
}
