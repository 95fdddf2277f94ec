import { isSearch } from '@momenta/bench-training'
import * as E from 'fp-ts/lib/Either.js'
import type { Finished, Metric } from '../tasks/Job.js'
import type { StoredFinished } from '../tasks/StoredTask.js'
import { TrainingConfig } from './TrainingConfig.js'
import { TrainingData } from './TrainingData.js'

/** A finished run of training, as plain data. */
export type TrainingRun = TrainingConfig &
  TrainingData &
  Pick<StoredFinished, 'values'> & {
    readonly seed: number
    readonly isSearch: boolean
    /** What monitors measured after an epoch; empty without them. */
    readonly monitored: readonly Metric[]
  }

/** A finished job of training as a run. */
export const runOf = ({
  job: { config, seed },
  values,
  metrics,
  data,
}: Finished<TrainingConfig, TrainingData>): TrainingRun => ({
  ...config,
  seed,
  isSearch: isSearch({ seed }),
  values,
  monitored: metrics.filter((metric) => 'monitor.sharpness' in metric.values),
  ...data,
})

const decoded = (finished: readonly StoredFinished[]): readonly TrainingRun[] =>
  finished.flatMap((one) => {
    const config = TrainingConfig.decode(one.job.config)
    const data = TrainingData.decode(one.data)
    return E.isRight(config) && E.isRight(data)
      ? [runOf({ ...one, job: { ...one.job, config: config.right }, data: data.right })]
      : []
  })

/**
 * The runs of training among finished jobs of any tasks, but for those of variants, which would
 * count a task twice.
 */
export const trainingRuns = (finished: readonly StoredFinished[]): readonly TrainingRun[] =>
  decoded(finished).filter(({ task }) => task.variantOf === undefined)

/** The runs of variants of tasks of training among finished jobs. */
export const variantRuns = (finished: readonly StoredFinished[]): readonly TrainingRun[] =>
  decoded(finished).filter(({ task }) => task.variantOf !== undefined)
