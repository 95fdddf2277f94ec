import { join } from 'node:path'
import { page, type Section } from '@momenta/bench-figures'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Finished, Task, Work } from '../tasks/Task.js'
import { tableBlock, text } from '../toy/blocks.js'
import { claims, claimsMarkdown } from '../toy/claims.js'
import { toyTasks } from '../toy/index.js'
import { writeFile } from './writeFile.js'

/** What a report is made of. */
export interface ReportInput {
  readonly command: string
  readonly tasks: readonly Task[]
  readonly works: readonly Work[]
  readonly finished: readonly Finished[]
  /** What could not be read of the results, if anything. */
  readonly notes: readonly string[]
}

const overview = ({ command, tasks, works, finished, notes }: ReportInput): Section => ({
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
          heading: 'works done',
          value: ({ name }) => finished.filter(({ work }) => work.task === name).length,
        },
        { heading: 'of', value: ({ name }) => works.filter(({ task }) => task === name).length },
      ],
      'Tasks of this report. What is missing failed or was not reached; run the same command again to do it.',
    ),
    ...notes.map(text),
  ],
})

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/**
 * The part of the report of a task. Where its works cannot be shown together, those that cannot be shown alone are passed
 * over and named: one strange line must not keep the rest from being seen.
 */
const sectionOf = (task: Task, finished: readonly Finished[]): Section => {
  const attempt = (some: readonly Finished[]) => E.tryCatch(() => task.section(some), messageOf)
  const all = attempt(finished)
  if (E.isRight(all)) return all.right
  const strange = finished.filter((one) => E.isLeft(attempt([one])))
  const rest = attempt(finished.filter((one) => !strange.includes(one)))
  const notes = [
    ...strange.map(({ work }) => text(`Passed over ${work.label}: its result cannot be shown.`)),
    ...(E.isLeft(rest) ? [text(`This part cannot be shown: ${rest.left}`)] : []),
  ]
  return E.isRight(rest)
    ? { ...rest.right, blocks: [...notes, ...rest.right.blocks] }
    : { id: task.name, title: task.title, blocks: notes }
}

/** Writes report.html, claims.md and every figure as SVG into a folder: the path of the page, or why it cannot be written. */
export const writeReport = (folder: string, input: ReportInput): E.Either<string, string> => {
  const { tasks, finished, command } = input
  const toys = finished.filter(({ work }) => toyTasks.some(({ name }) => name === work.task))
  const hasToys = tasks.some((task) => toyTasks.includes(task))
  const sections = [
    overview(input),
    ...(hasToys ? [claims(toys)] : []),
    ...tasks.map((task) =>
      sectionOf(
        task,
        finished.filter(({ work }) => work.task === task.name),
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
