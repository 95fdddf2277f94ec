import {
  costOf,
  finalSetting,
  keyOfJob,
  labelOf,
  methodOn,
  onAnyBackend,
  type Pair,
  pairsOf,
  searchJobs,
  smokeTask,
  type TrainingJob,
  type TrainingTask,
  tunedJobs,
  unitOf,
  untunedJob,
} from '@momenta/bench-training'
import type { Choice } from '../tasks/Choice.js'
import type { Contender } from '../tasks/Contender.js'
import type { FinishedValues, Job } from '../tasks/Job.js'
import type { TrainingConfig } from './TrainingConfig.js'

/** A task of training in its preset, which decides the methods that are compared on it. */
export interface PresetTask {
  readonly task: TrainingTask
  /** All tasks of the preset. */
  readonly among: readonly TrainingTask[]
}

/** Whether a choice takes a few steps only. */
const isBrief = ({ preset }: Choice): boolean => preset === 'smoke' || preset === 'quick'

/** A task and its methods; a factor of the learning rate is the task's own then. */
const pairOf = (task: TrainingTask, { name, spec, rateFactor = 1 }: Contender): Pair => ({
  task: rateFactor === 1 ? task : { ...task, learningRate: task.learningRate * rateFactor },
  method: methodOn(task, { name, spec }),
})

const pairsIn = ({ task, among }: PresetTask, choice: Choice): readonly Pair[] => {
  const own = pairsOf(among).filter((pair) => pair.task.name === task.name)
  const shown = isBrief(choice) ? smokeTask(task) : task
  return choice.contenders === undefined
    ? own.map(({ method }) => ({ task: shown, method }))
    : choice.contenders.map((contender) => pairOf(shown, contender))
}

/** A job for the runner; its unit and key are those of `npm run train`. */
const jobOf = (name: string, group: string, job: TrainingJob): Job<TrainingConfig> => {
  const { seed, ...config } = job
  return {
    task: name,
    config,
    seed,
    label: labelOf(job),
    cost: costOf(job),
    unit: unitOf(job),
    group,
  }
}

/** The job, or the same on another backend if only that is finished. */
export const countedJob = (
  { config, seed, ...job }: Job<TrainingConfig>,
  finished: FinishedValues,
): Job<TrainingConfig> => {
  const { seed: _, ...found } = onAnyBackend({ ...config, seed }, finished)
  return { ...job, seed, config: found, unit: unitOf({ ...found, seed }) }
}

const groupOf = ({ task, method }: Pair): string => `${task.name} ${method.name}`

/**
 * The jobs of a task that are known before any result: one run of each method at the rate of Adam,
 * and its search.
 */
export const firstJobs = (own: PresetTask, choice: Choice): readonly Job<TrainingConfig>[] => {
  const { backend = 'wasm', search } = choice
  const pairs = pairsIn(own, choice)
  const jobsOf = (pair: Pair, jobs: readonly TrainingJob[]) =>
    jobs.map((job) => jobOf(own.task.name, groupOf(pair), job))
  return [
    ...pairs.flatMap((pair) => jobsOf(pair, [untunedJob(pair, backend)])),
    ...(isBrief(choice) ? [] : pairs).flatMap((pair) =>
      jobsOf(pair, searchJobs(pair, backend, search)),
    ),
  ]
}

/** The final runs of the methods whose search is finished, at the setting that was found. */
export const finalJobs = (
  own: PresetTask,
  choice: Choice,
  finished: FinishedValues,
): readonly Job<TrainingConfig>[] => {
  if (isBrief(choice)) return []
  const { backend = 'wasm', anyBackend = false } = choice
  return pairsIn(own, choice).flatMap((pair) => {
    const search = searchJobs(pair, backend, choice.search)
    const setting = finalSetting(
      pair,
      anyBackend ? search.map((job) => onAnyBackend(job, finished)) : search,
      finished,
    )
    if (setting === undefined) return []
    const first = keyOfJob(untunedJob(pair, backend))
    return tunedJobs(pair, backend, setting, choice.seeds)
      .filter((job) => keyOfJob(job) !== first)
      .map((job) => jobOf(own.task.name, groupOf(pair), job))
  })
}
