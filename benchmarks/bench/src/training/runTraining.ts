import { startBackend } from '@momenta/bench-backends'
import { memoryCheck, problemLoader, progressOf, trainJob } from '@momenta/bench-training'
import type { Job, Metric, Outcome } from '../tasks/Job.js'
import type { JobContext } from '../tasks/JobContext.js'
import type { TrainingConfig } from './TrainingConfig.js'
import type { TrainingData } from './TrainingData.js'

const load = problemLoader()
const checkMemory = memoryCheck()

/** Trains as a job says, from its checkpoint if there is one. */
export const runTraining = async (
  { config, seed }: Job<TrainingConfig>,
  report: (metric: Metric) => void,
  { advance, ...context }: JobContext,
): Promise<Outcome<TrainingData> | undefined> => {
  const { device } = await startBackend(config.backend)
  const problem = load(config.task)
  await checkMemory({ ...config, seed })
  let done = 0
  const outcome = await trainJob({ ...config, seed }, problem, {
    ...context,
    onEpoch: report,
    onStep: (state) => {
      const { share, text } = progressOf(problem, config.task.epochs, state)
      advance(share - done, text)
      done = share
    },
  })
  return outcome && { values: outcome.values, data: { history: outcome.history, device } }
}
