import { join } from 'node:path'
import { onInterrupt, openStore, readStore, reporter } from '@momenta/bench-results'
import { CommanderError } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { writeReport } from '../report/writeReport.js'
import { execute, weightOf } from '../run/execute.js'
import { finishedIn } from '../run/finishedIn.js'
import type { Work } from '../tasks/Task.js'
import { listing } from './listing.js'
import { program } from './program.js'
import type { Settings } from './Settings.js'
import { type RawOptions, settingsOf } from './settingsOf.js'

const version = 1
const folderOf = ({ out }: Settings) => join(out, 'runs')
const say = (line: string) => process.stderr.write(`${line}\n`)

/** Reads the results and writes the report; answers the exit code. */
const report = (settings: Settings, works: readonly Work[], command: string): number => {
  const contents = readStore(folderOf(settings), { version })
  if (E.isLeft(contents)) {
    say(`bench: ${contents.left}`)
    return 1
  }
  const { records, notes } = contents.right
  const finished = finishedIn(works, records)
  const path = writeReport(settings.out, { command, tasks: settings.tasks, works, finished, notes })
  say(`${finished.length} of ${works.length} works done; report: ${path}`)
  return 0
}

const run = async (
  settings: Settings,
  works: readonly Work[],
  command: string,
): Promise<number> => {
  const opened = openStore(folderOf(settings), { version })
  if (E.isLeft(opened)) {
    say(`bench: ${opened.left}`)
    return 1
  }
  const store = opened.right
  const mode = settings.json ? 'json' : settings.quiet ? 'quiet' : 'auto'
  const total = works.reduce((sum, work) => sum + weightOf(work), 0)
  const progress = reporter({ mode, total, label: 'bench' })
  for (const note of store.notes) progress.note(note)
  let release = () => {}
  const idle = new Promise<void>((resolve) => {
    release = resolve
  })
  const interrupts = onInterrupt(
    async () => {
      await idle
      progress.done()
      store.close()
    },
    { resume: command },
  )
  const failed = await execute(settings.tasks, works, store, progress, {
    signal: interrupts.signal,
    jobs: settings.jobs,
  })
  release()
  if (interrupts.signal.aborted) return new Promise(() => {})
  interrupts.dispose()
  progress.done()
  store.close()
  const code = report(settings, works, command)
  return failed > 0 ? 1 : code
}

/** The command: answers its exit code. */
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
  const works = settings.right.tasks.flatMap((task) => task.works(settings.right))
  return settings.right.reportOnly
    ? report(settings.right, works, command)
    : run(settings.right, works, command)
}
