import { join } from 'node:path'
import { page, type Section } from '@momenta/bench-figures'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { claims, claimsMarkdown } from '../claims/claims.js'
import { messageOf } from '../run/messageOf.js'
import type { Job } from '../tasks/Job.js'
import type { StoredFinished, StoredTask } from '../tasks/StoredTask.js'
import { tableBlock, text } from './blocks.js'
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

const overview = ({ command, tasks, jobs, finished, notes }: ReportInput): Section => ({
  id: 'overview',
  title: 'What was run',
  blocks: [
    text(`${command}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}.`),
    tableBlock(
      tasks,
      [
        { heading: 'task', value: ({ name }) => name },
        { heading: 'of the paper', value: ({ source }) => source },
        {
          heading: 'jobs done',
          value: ({ name }) => finished.filter(({ job }) => job.task === name).length,
        },
        { heading: 'of', value: ({ name }) => jobs.filter(({ task }) => task === name).length },
      ],
      'Tasks of this report. Missing jobs failed or were not reached; run the same command again to do them.',
    ),
    ...notes.map(text),
  ],
})

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
  const toys = finished.filter(({ job }) => tasks.some(({ name, toy }) => toy && name === job.task))
  const hasToys = tasks.some(({ toy }) => toy)
  const sections = [
    overview(input),
    ...(hasToys ? [claims(toys)] : []),
    ...tasks.map((task) =>
      sectionOf(
        task,
        finished.filter(({ job }) => job.task === task.name),
      ),
    ),
  ]
  const html = join(folder, 'report.html')
  const files: readonly (readonly [path: string, text: string])[] = [
    ...(hasToys ? [[join(folder, 'claims.md'), claimsMarkdown(toys, command)] as const] : []),
    ...sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) =>
        block.kind === 'figure'
          ? [[join(folder, 'figures', `${block.id}.svg`), block.svg] as const]
          : [],
      ),
    ),
    [
      html,
      page({
        title: 'momenta: critical momenta on toy surfaces and MNIST',
        lead: 'Adam with a memory of critical momenta (arXiv 2307.09638), its relatives and its controls.',
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
