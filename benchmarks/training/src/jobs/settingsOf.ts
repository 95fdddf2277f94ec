import type { Optimizer } from '@momenta/core'
import { buildOptimizer, type OptimizerSpec } from '@momenta/optimizers'
import { averageParams } from '@momenta/transforms'
import type { RunSettings } from '../run/RunSettings.js'
import type { TrainingJob } from './TrainingJob.js'

/**
 * The optimizer of a job: clipping follows the method's own estimators, as in the authors' code.
 */
const specOf = ({ task, method: { spec }, learningRate }: TrainingJob): OptimizerSpec => ({
  ...spec,
  learningRate,
  ...(task.weightDecay === undefined ? {} : { weightDecay: task.weightDecay, decoupled: true }),
  ...(task.clipNorm === undefined
    ? {}
    : { estimators: [...(spec.estimators ?? []), { name: 'clipNorm', max: task.clipNorm }] }),
})

const optimizerOf = (job: TrainingJob): Optimizer => {
  const optimizer = buildOptimizer(specOf(job))
  const { averaging } = job.task
  return averaging === undefined
    ? optimizer
    : { ...optimizer, transform: [...optimizer.transform, ...averageParams({ decay: averaging })] }
}

/** What a job tells the trainer. */
export const settingsOf = (job: TrainingJob): RunSettings => ({
  optimizer: optimizerOf(job),
  learningRate: job.learningRate,
  drops: job.task.drops,
  epochs: job.task.epochs,
  seed: job.seed,
})
