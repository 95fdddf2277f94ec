import { presets } from '@momenta/bench-training'
import type { StoredTask } from '../tasks/StoredTask.js'
import { storeTask } from '../tasks/storeTask.js'
import { trainingSection } from './report/trainingSection.js'
import { runTraining } from './runTraining.js'
import { TrainingConfig } from './TrainingConfig.js'
import { TrainingData } from './TrainingData.js'
import { countedJob, finalJobs, firstJobs, type PresetTask } from './trainingJobs.js'
import { runOf } from './trainingRuns.js'

type TrainingPreset = 'small' | 'paper' | 'questions'

const trainingTask = (own: PresetTask, preset: TrainingPreset): StoredTask => {
  const { name, title, source } = own.task
  return storeTask<TrainingConfig, TrainingData>({
    name,
    title,
    source,
    presets: preset === 'small' ? ['smoke', 'small'] : [preset],
    config: TrainingConfig,
    values: ['diverged', 'trainLoss', 'gradientEvaluations', 'msGradient', 'msOptimizer'],
    data: TrainingData,
    jobs: (choice) => firstJobs(own, choice),
    later: (choice, finished) => finalJobs(own, choice, finished),
    onAnyBackend: countedJob,
    run: runTraining,
    section: (finished, order) =>
      trainingSection({ name, title, source }, finished.map(runOf), order),
  })
}

/** The tasks that train networks, each in its preset. */
export const trainingTasks: readonly StoredTask[] = (
  ['small', 'paper', 'questions'] as const
).flatMap((preset) => {
  const among = presets[preset]
  return among.map((task) => trainingTask({ task, among }, preset))
})
