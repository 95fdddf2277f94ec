import { small } from './small.js'
import type { TrainingTask } from './TrainingTask.js'

const [base] = small as readonly [TrainingTask, ...TrainingTask[]]

const { name, title, source } = base

/**
 * What reviewers asked of the paper, on the first task of the preset small: averaging of the
 * parameters, and another batch size at the learning rates that its search finds.
 */
export const questions: readonly TrainingTask[] = [
  {
    ...base,
    name: `${name}-averaged`,
    title: `${title}, averaged parameters`,
    source: `${source}; a question of the reviewers`,
    variantOf: name,
    averaging: 0.999,
  },
  {
    ...base,
    name: `${name}-batch-256`,
    title: `${title}, batches of 256`,
    source: `${source}; a question of the reviewers`,
    variantOf: name,
    batch: 256,
    cost: base.cost / 2,
  },
]
