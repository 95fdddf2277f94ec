import { controls, type Method, methods } from '../methods/methods.js'
import type { TrainingTask } from '../tasks/TrainingTask.js'
import type { BackendName, TrainingJob } from './TrainingJob.js'

/** Seeds of final runs. */
const seeds = [1, 2, 3]

/** Seed of the search for learning rates: another than those of the final runs. */
const searchSeed = 1001

/** Learning rates of the search, relative to that of the task. */
const searchFactors = [0.3, 1, 3]

/** Shares of the epochs that a search runs. */
const searchShare = 0.5

const jobOf = (
  task: TrainingTask,
  method: Method,
  seed: number,
  backend: BackendName,
  learningRate = task.learningRate,
): TrainingJob => ({ task, method, learningRate, seed, backend })

/** Runs of a seed at the task's own learning rate. */
const untunedJobs = (
  tasks: readonly TrainingTask[],
  chosen: readonly Method[],
  seed: number,
  backend: BackendName,
): readonly TrainingJob[] =>
  tasks.flatMap((task) => chosen.map((method) => jobOf(task, method, seed, backend)))

/** Adam and Adam+CM come first on every task, so that a queue that is cut has a comparison. */
const groups = [methods.slice(0, 2), methods.slice(2)]

/** A task with fewer epochs, for the search; an online task keeps its stream. */
const shortened = (task: TrainingTask): TrainingTask => {
  if (task.kind === 'online') return task
  const epochs = Math.max(1, Math.ceil(task.epochs * searchShare))
  const scale = epochs / task.epochs
  return {
    ...task,
    epochs,
    drops: task.drops.map(({ epoch, factor }) => ({ epoch: Math.round(epoch * scale), factor })),
    ...(task.kind === 'images' && task.heldOut.from === 'test'
      ? { heldOut: { from: 'train' as const, count: 1000 } }
      : {}),
  }
}

/** The runs of the search for the learning rate of a method on a task. */
export const searchJobs = (
  task: TrainingTask,
  method: Method,
  backend: BackendName,
): readonly TrainingJob[] =>
  searchFactors.map((factor) =>
    jobOf(shortened(task), method, searchSeed, backend, task.learningRate * factor),
  )

/** The final runs at a learning rate that was found. */
export const tunedJobs = (
  task: TrainingTask,
  method: Method,
  backend: BackendName,
  learningRate: number,
): readonly TrainingJob[] => seeds.map((seed) => jobOf(task, method, seed, backend, learningRate))

/** The controls run on the first task alone. */
const controlJobs = (
  tasks: readonly TrainingTask[],
  backend: BackendName,
): readonly TrainingJob[] =>
  seeds.flatMap((seed) => untunedJobs(tasks.slice(0, 1), controls, seed, backend))

/** The jobs of a preset that do not depend on results, in the order in which they are run. */
export const untunedPlan = (
  tasks: readonly TrainingTask[],
  backend: BackendName,
): readonly TrainingJob[] => [
  ...seeds.flatMap((seed) => groups.flatMap((group) => untunedJobs(tasks, group, seed, backend))),
  ...controlJobs(tasks, backend),
]
