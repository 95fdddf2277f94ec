import { meanText } from '../report/meanText.js'
import { comparedRuns, methodsOf } from '../training/report/methodsOf.js'
import { metricOf, scoreOf } from '../training/report/metricOf.js'
import type { TrainingRun } from '../training/trainingRuns.js'

/** The mean of the metric of a method on a task; undefined without a finished run. */
const meanOf = (runs: readonly TrainingRun[], task: string, name: string): string | undefined => {
  const [own] = methodsOf(runs.filter((run) => run.task.name === task && run.method.name === name))
  const compared = own === undefined ? [] : comparedRuns(own)
  return compared.length === 0 ? undefined : meanText(compared.map(scoreOf))
}

interface Question {
  readonly question: string
  /** What differs from the task, in words. */
  readonly change: string
  readonly isAnswer: (task: TrainingRun['task']) => boolean
}

/** Adam and Adam+CM on a task and on its variant. */
const answer =
  ({ question, change, isAnswer }: Question) =>
  (runs: readonly TrainingRun[], variants: readonly TrainingRun[]): string => {
    const [first] = variants.filter(({ task }) => isAnswer(task))
    if (first === undefined)
      return `${question} not run; npm run bench -- --preset questions with the same --out adds it.`
    const { name, variantOf = '', title } = first.task
    const parts = ['Adam', 'Adam+CM'].flatMap((method) => {
      const changed = meanOf(variants, name, method)
      const plain = meanOf(runs, variantOf, method)
      return changed === undefined ? [] : [`${method} ${changed} (${plain ?? 'not run'} without)`]
    })
    return `${question} ${title}, ${metricOf(first).label} with ${change}: ${parts.join(', ')}.`
  }

/** Whether averaging of the weights does as much. */
export const averagingAnswer = answer({
  question: 'Polyak or exponential averaging of the weights as a baseline:',
  change: 'an exponential moving average of the parameters',
  isAnswer: ({ averaging }) => averaging !== undefined,
})

/** Whether another batch size changes the comparison. */
export const batchAnswer = answer({
  question: 'Another batch size:',
  change: 'other batches',
  isAnswer: ({ averaging }) => averaging === undefined,
})
