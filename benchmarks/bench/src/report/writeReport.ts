import { join } from 'node:path'
import { figuresIn, page, type Section } from '@momenta/bench-figures'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { adviceSection } from '../advice/adviceSection.js'
import { claimBlocks, claimsMarkdown } from '../claims/claims.js'
import { findingsOf } from '../findings/findingsOf.js'
import { questionsSection } from '../questions/questionsSection.js'
import { messageOf } from '../run/messageOf.js'
import type { Job } from '../tasks/Job.js'
import type { StoredFinished, StoredTask } from '../tasks/StoredTask.js'
import { acrossTasks } from '../training/report/acrossTasks.js'
import { trainingClaims } from '../training/report/trainingClaims.js'
import { trainingForest } from '../training/report/trainingForest.js'
import { trainingRuns } from '../training/trainingRuns.js'
import { compactList, listBlock, text } from './blocks.js'
import { whatWasRun } from './whatWasRun.js'
import { writeFile } from './writeFile.js'

/** The input of a report. */
export interface ReportInput {
  readonly command: string
  readonly tasks: readonly StoredTask[]
  readonly jobs: readonly Job[]
  readonly finished: readonly StoredFinished[]
  /** Results that could not be read. */
  readonly notes: readonly string[]
}

const overview = (input: ReportInput): Section => {
  const { finished, notes } = input
  const sentences = findingsOf(finished)
  return {
    id: 'overview',
    title: 'Results',
    blocks: [
      ...(sentences.length === 0
        ? [text('No job is finished yet.')]
        : [listBlock(sentences.map((sentence) => ({ text: sentence })))]),
      text('What was run:'),
      compactList(whatWasRun(input)),
      ...notes.map(text),
      ...trainingForest(trainingClaims(trainingRuns(finished))),
      ...claimBlocks(toyJobs(input)),
    ],
  }
}

/** The finished jobs of the toy experiments. */
const toyJobs = ({ tasks, finished }: ReportInput): readonly StoredFinished[] =>
  finished.filter(({ job }) => tasks.some(({ name, toy }) => toy && name === job.task))

/**
 * The section of a task. If the jobs cannot be shown together, those that cannot be shown alone are
 * skipped and named, so that one malformed result does not hide the others.
 */
const sectionOf = (task: StoredTask, finished: readonly StoredFinished[]): Section => {
  const attempt = (some: readonly StoredFinished[]) =>
    E.tryCatch(() => task.section(some), messageOf)
  const all = attempt(finished)
  if (E.isRight(all)) return all.right
  const malformed = finished.filter((one) => E.isLeft(attempt([one])))
  const rest = attempt(finished.filter((one) => !malformed.includes(one)))
  const notes = [
    ...malformed.map(({ job }) => text(`Skipped ${job.label}: its result cannot be shown.`)),
    ...(E.isLeft(rest) ? [text(`This section cannot be shown: ${rest.left}`)] : []),
  ]
  return E.isRight(rest)
    ? { ...rest.right, blocks: [...notes, ...rest.right.blocks] }
    : { id: task.name, title: task.title, blocks: notes }
}

/**
 * Writes report.html, claims.md and every figure as SVG into a folder. Returns the path of the
 * page, or one line that says why it cannot be written.
 */
export const writeReport = (folder: string, input: ReportInput): E.Either<string, string> => {
  const { tasks, finished, command } = input
  const toys = toyJobs(input)
  const hasToys = tasks.some(({ toy }) => toy)
  const sections = [
    overview(input),
    ...adviceSection(finished),
    ...tasks.flatMap((task) => {
      const own = finished.filter(({ job }) => job.task === task.name)
      return own.length === 0 ? [] : [sectionOf(task, own)]
    }),
    ...acrossTasks(trainingRuns(finished)),
    ...questionsSection(finished),
  ]
  const html = join(folder, 'report.html')
  const files: readonly (readonly [path: string, text: string])[] = [
    ...(hasToys ? [[join(folder, 'claims.md'), claimsMarkdown(toys, command)] as const] : []),
    ...sections.flatMap(({ blocks }) =>
      figuresIn(blocks).map(({ id, svg }) => [join(folder, 'figures', `${id}.svg`), svg] as const),
    ),
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
