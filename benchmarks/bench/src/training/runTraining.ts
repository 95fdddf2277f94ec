import { startBackend } from '@momenta/bench-backends'
import { memoryCheck, problemLoader, type RunState, trainJob } from '@momenta/bench-training'
import type { Job, Metric, Outcome } from '../tasks/Job.js'
import type { JobContext } from '../tasks/JobContext.js'
import type { TrainingConfig } from './TrainingConfig.js'
import type { TrainingData } from './TrainingData.js'

const load = problemLoader()
const checkMemory = memoryCheck()

const lossOf = ({ sums, history }: RunState): string =>
  (sums.losses.at(-1) ?? history.at(-1)?.trainLoss ?? Number.NaN).toFixed(3)

/** Trains as a job says, from its checkpoint if there is one. */
export const runTraining = async (
  { config, seed }: Job<TrainingConfig>,
  report: (metric: Metric) => void,
  { advance, ...context }: JobContext,
): Promise<Outcome<TrainingData> | undefined> => {
  const { device } = await startBackend(config.backend)
  const problem = load(config.task)
  await checkMemory({ ...config, seed })
  const { epochs } = config.task
  let done = 0
  const outcome = await trainJob({ ...config, seed }, problem, {
    ...context,
    onEpoch: report,
    onStep: (state) => {
      const steps = problem.stepsIn(Math.min(state.epoch, epochs - 1))
      const now = Math.min(1, (state.epoch + state.step / steps) / epochs)
      advance(now - done, `epoch ${Math.min(epochs, state.epoch + 1)}, loss ${lossOf(state)}`)
      done = now
    },
  })
  return outcome && { values: outcome.values, data: { history: outcome.history, device } }
}
