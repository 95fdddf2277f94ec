import { join } from 'node:path'
import { type Contents, readStore } from '@momenta/bench-results'
import * as E from 'fp-ts/lib/Either.js'
import { shownResults } from '../report/shownResults.js'
import { writeReport } from '../report/writeReport.js'
import { finishedIn } from '../run/finishedIn.js'
import { finishedValues, jobsOf, planOf } from '../run/planOf.js'
import { tasks } from '../tasks/index.js'
import type { Settings } from './Settings.js'
import { say } from './say.js'

/** The version of the results. */
export const version = 1

/** The folder of the results. */
export const folderOf = ({ out }: Settings) => join(out, 'runs')

/** What other shards have to do, as a line; undefined if nothing is left. */
const leftOf = (settings: Settings, { records }: Contents): string | undefined => {
  const jobs = jobsOf(planOf(settings.tasks, settings), finishedValues(records))
  const { finished } = finishedIn(settings.tasks, jobs, records)
  return finished.length === jobs.length
    ? undefined
    : `${finished.length} of ${jobs.length} jobs of all shards done; the shard that finishes last writes the report, and --report-only does at any time`
}

/**
 * Reads the results and writes the report; returns the exit code. Of several shards the one that
 * finishes last writes it.
 */
export const report = (settings: Settings, command: string): number => {
  const contents = readStore(folderOf(settings), { version })
  if (E.isLeft(contents)) {
    say(`bench: ${contents.left}`)
    return 1
  }
  const left = settings.shard === undefined ? undefined : leftOf(settings, contents.right)
  if (left !== undefined) {
    say(left)
    return 0
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
