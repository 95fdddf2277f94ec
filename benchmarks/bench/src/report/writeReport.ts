import { join } from 'node:path'
import { dataFiles, figuresIn, page } from '@momenta/bench-figures'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { adviceSection } from '../advice/adviceSection.js'
import { claimsMarkdown } from '../claims/claims.js'
import { questionsSection } from '../questions/questionsSection.js'
import { acrossTasks } from '../training/report/acrossTasks.js'
import { trainingRuns } from '../training/trainingRuns.js'
import { methodsIn } from './methodsIn.js'
import { overview } from './overview.js'
import { taskSection } from './taskSection.js'
import type { Runs } from './whatWasRun.js'
import { writeFile } from './writeFile.js'

/** The input of a report. */
export interface ReportInput extends Runs {
  readonly command: string
  /** Results that could not be read. */
  readonly notes: readonly string[]
}

/**
 * Writes report.html, claims.md, every figure as SVG and its data as JSON into a folder. Returns
 * the path of the page, or one line that says why it cannot be written.
 */
export const writeReport = (folder: string, input: ReportInput): E.Either<string, string> => {
  const { tasks, finished, command, notes } = input
  const order = methodsIn(finished)
  const own = tasks.flatMap((task) => {
    const jobs = finished.filter(({ job }) => job.task === task.name)
    return jobs.length === 0 ? [] : [taskSection(task, jobs, order)]
  })
  const shown = own.flatMap((one) => one.shown)
  const sections = [
    overview(input, shown, notes),
    ...adviceSection(shown),
    ...own.map(({ section }) => section),
    ...acrossTasks(trainingRuns(shown), order),
    ...questionsSection(shown),
  ]
  const html = join(folder, 'report.html')
  const files: readonly (readonly [path: string, text: string])[] = [
    ...(tasks.some(({ toy }) => toy)
      ? [[join(folder, 'claims.md'), claimsMarkdown(shown, command)] as const]
      : []),
    ...sections.flatMap(({ blocks }) =>
      figuresIn(blocks).map(({ id, svg }) => [join(folder, 'figures', `${id}.svg`), svg] as const),
    ),
    ...dataFiles(sections).map(({ path, text }) => [join(folder, path), text] as const),
    [
      html,
      page({
        title: 'Critical momenta: what was measured',
        lead: `Adam with a memory of critical momenta (Adam+CM, arXiv 2307.09638), its relatives and its controls. ${command}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}.`,
        sections,
      }),
    ],
  ]
  return pipe(
    files,
    E.traverseArray(([path, text]) => writeFile(path, text)),
    E.map(() => html),
  )
}
