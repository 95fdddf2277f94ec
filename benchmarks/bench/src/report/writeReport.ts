import { join } from 'node:path'
import { page, type Section } from '@momenta/bench-figures'
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

/** Writes report.html, claims.md and every figure as SVG into a folder; answers the path of the page. */
export const writeReport = (folder: string, input: ReportInput): string => {
  const { tasks, finished, command } = input
  const toys = finished.filter(({ work }) => toyTasks.some(({ name }) => name === work.task))
  const hasToys = tasks.some((task) => toyTasks.includes(task))
  const sections = [
    overview(input),
    ...(hasToys ? [claims(toys)] : []),
    ...tasks.map((task) => task.section(finished.filter(({ work }) => work.task === task.name))),
  ]
  if (hasToys) writeFile(join(folder, 'claims.md'), claimsMarkdown(toys, command))
  for (const { blocks } of sections)
    for (const block of blocks)
      if (block.kind === 'figure') writeFile(join(folder, 'figures', `${block.id}.svg`), block.svg)
  const path = join(folder, 'report.html')
  writeFile(
    path,
    page({
      title: 'momenta: critical momenta on toy surfaces and MNIST',
      lead: 'Adam with a memory of critical momenta (arXiv 2307.09638), its relatives and its controls.',
      sections,
    }),
  )
  return path
}
