export { decodeCheckpoint } from './checkpoint/decodeCheckpoint.js'
export { encodeCheckpoint } from './checkpoint/encodeCheckpoint.js'
export { removeCheckpoint } from './checkpoint/removeCheckpoint.js'
export { writeCheckpoint } from './checkpoint/writeCheckpoint.js'
export { main } from './cli/main.js'
export { meanText, resultsTable } from './cli/resultsTable.js'
export { memoryCheck } from './jobs/memoryCheck.js'
export {
  type FinishedValues,
  finalSetting,
  isScored,
  jobsOf,
  nextJob,
  onAnyBackend,
  type Plan,
  searchScore,
} from './jobs/nextJob.js'
export {
  isSearch,
  type Pair,
  pairsOf,
  searchJobs,
  searchRates,
  tunedJobs,
  untunedJob,
} from './jobs/planOf.js'
export { problemLoader } from './jobs/problemLoader.js'
export { type RunJobOptions, runJob } from './jobs/runJob.js'
export { settingsOf } from './jobs/settingsOf.js'
export { costOf, keyOfJob, labelOf, type TrainingJob, unitOf } from './jobs/TrainingJob.js'
export { type TrainJobOptions, trainJob } from './jobs/trainJob.js'
export { controls, type Method, methods } from './methods/methods.js'
export { readMethod } from './methods/readMethod.js'
export type { Setting } from './methods/Setting.js'
export { splitImages } from './problems/imageProblem.js'
export type { Problem, RankingMetric, TrainingBatch, Values } from './problems/Problem.js'
export { problemOf } from './problems/problemOf.js'
export { runningStatistics } from './problems/runningStatistics.js'
export { timeFirst } from './problems/textProblem.js'
export { fittingBatch } from './project/fittingBatch.js'
export { randomProblem } from './project/randomProblem.js'
export { disposeRun } from './run/disposeRun.js'
export { EpochRecord } from './run/EpochRecord.js'
export { meansOfParts } from './run/finishEpoch.js'
export { type Outcome, onlineValues, outcomeOf } from './run/Outcome.js'
export { progressOf } from './run/progressOf.js'
export { learningRateAt, type RunSettings } from './run/RunSettings.js'
export type { EpochSums, RunState } from './run/RunState.js'
export { startRun } from './run/startRun.js'
export { type Between, train } from './run/train.js'
export { methodOn, publishedSetting } from './tasks/paperSettings.js'
export { type PresetName, presets } from './tasks/presets.js'
export { smokeTask } from './tasks/smoke.js'
export type {
  ClassifierChoice,
  HeldOut,
  ImageTask,
  LearningRateDrop,
  OnlineTask,
  PhotoTask,
  TextTask,
  TrainingTask,
} from './tasks/TrainingTask.js'
