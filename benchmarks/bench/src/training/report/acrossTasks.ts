import type { Block, Section } from '@momenta/bench-figures'
import type { MethodOrder } from '../../methods/MethodOrder.js'
import { orderedMethods } from '../../methods/orderedMethods.js'
import { lineBlock, tableBlock, text } from '../../report/blocks.js'
import { bootstrapInterval } from '../../report/bootstrapInterval.js'
import { groupRuns } from '../../report/groupRuns.js'
import { intervalText } from '../../report/uncertainText.js'
import type { TrainingRun } from '../trainingRuns.js'
import { comparedRuns, methodsOf } from './methodsOf.js'
import { errorOf } from './metricOf.js'
import { overheadsOf, overheadTable } from './overheadTable.js'
import { percentOf } from './trainingForest.js'

/** The errors of the runs of each method on a task. */
interface TaskErrors {
  readonly title: string
  readonly errors: ReadonlyMap<string, readonly number[]>
}

const errorsOf = (runs: readonly TrainingRun[]): readonly TaskErrors[] =>
  groupRuns(runs, ({ task }) => task.name).map((own) => ({
    title: own[0].task.title,
    errors: new Map(
      methodsOf(own).flatMap((method) => {
        const errors = comparedRuns(method).map(errorOf)
        return errors.length === 0 ? [] : [[method.name, errors] as const]
      }),
    ),
  }))

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

/** The highest ratio that a profile shows. */
const farthest = 2

/**
 * Dolan and Moré's profile: the share of runs whose error is at most τ times the lowest mean error
 * on their task.
 */
const profile = (
  tasks: readonly TaskErrors[],
  names: readonly string[],
  series: MethodOrder,
): Block => {
  const ratios = new Map(
    names.map((name) => [
      name,
      tasks.flatMap(({ errors }) => {
        const best = Math.min(...[...errors.values()].map(mean).filter(Number.isFinite))
        return (errors.get(name) ?? []).map((error) => error / best)
      }),
    ]),
  )
  const all = [...ratios.values()].flat().filter((ratio) => ratio <= farthest)
  const steps = [...new Set([1, ...all])].sort((a, b) => a - b)
  // a step is drawn at both of its ends
  const x = steps.flatMap((ratio, i) => (i === 0 ? [ratio] : [ratio, ratio]))
  const shareAt = (own: readonly number[], ratio: number) =>
    own.filter((each) => each <= ratio).length / own.length
  const y = (own: readonly number[]) =>
    steps.flatMap((ratio, i) => {
      const now = shareAt(own, ratio)
      return i === 0 ? [now] : [shareAt(own, steps[i - 1] as number), now]
    })
  return lineBlock(
    {
      id: 'training-profile',
      title: 'Performance profile over the tasks of training',
      x: { label: 'τ: error over the lowest mean error on the task', scale: 'linear' },
      y: { label: 'share of runs', scale: 'linear', domain: [-0.02, 1.02] },
      series,
      panelSize: { width: 480, height: 270 },
      panels: [
        [
          {
            lines: names.map((name) => ({ series: name, x, y: y(ratios.get(name) ?? []) })),
          },
        ],
      ],
    },
    `Performance profile (Dolan and Moré) over ${tasks.length} tasks: the share of final runs whose error is at most τ times the lowest mean error on their task; higher and further left is better. Tuned runs where a search is finished, else those at the rate of Adam.`,
  )
}

/** Whether a method has runs on a task whose error is known, and Adam too. */
const isKnown = (logs: readonly number[]): boolean => logs.length > 0 && logs.every(Number.isFinite)

const changes = (tasks: readonly TaskErrors[], names: readonly string[]): Block =>
  tableBlock(
    names
      .filter((name) => name !== 'Adam')
      .map((name) => {
        const common = tasks.filter(({ errors }) => errors.has(name) && errors.has('Adam'))
        const logs = common.map(({ errors }) => {
          const adam = mean((errors.get('Adam') ?? []).filter(Number.isFinite).map(Math.log))
          return (errors.get(name) ?? [])
            .filter(Number.isFinite)
            .map((error) => adam - Math.log(error))
        })
        return { name, tasks: common.length, runs: logs.flat().length, logs: logs.filter(isKnown) }
      })
      .filter(({ logs }) => logs.length > 0),
    [
      { heading: 'method', value: ({ name }) => name },
      { heading: 'tasks', value: ({ tasks: count }) => count },
      { heading: 'runs', value: ({ runs }) => runs },
      {
        heading: 'error below Adam’s, % [95 %]',
        value: ({ logs }) => {
          const { value, low, high } = bootstrapInterval(logs)
          return intervalText(percentOf(value), percentOf(low), percentOf(high))
        },
      },
    ],
    'How much lower the error is than that of Adam, geometric mean over the tasks; interval of a stratified bootstrap over the seeds of each method, with the mean of Adam held. With three seeds such an interval is too narrow.',
  )

/** What holds over all tasks of training; nothing with fewer than two tasks and methods. */
export const acrossTasks = (
  runs: readonly TrainingRun[],
  order: MethodOrder,
): readonly Section[] => {
  const finals = runs.filter(({ isSearch }) => !isSearch)
  if (finals.length === 0) return []
  const tasks = errorsOf(runs).filter(({ errors }) => errors.size > 0)
  // a method that ran on one task alone cannot be compared over tasks
  const names = orderedMethods(tasks.flatMap(({ errors }) => [...errors.keys()])).filter(
    (name) => tasks.filter(({ errors }) => errors.has(name)).length > 1,
  )
  const pooled = groupRuns(finals, ({ task }) => task.name)
  return [
    {
      id: 'training-tasks',
      title: 'Over all tasks of training',
      blocks:
        names.length < 2
          ? [text('Fewer than two methods have final runs on two tasks: nothing to compare yet.')]
          : [
              profile(tasks, names, order),
              changes(tasks, names),
              ...pooled
                .slice(0, 1)
                .map((own) => overheadTable(own[0].task.title, overheadsOf(methodsOf(own)))),
            ],
    },
  ]
}
