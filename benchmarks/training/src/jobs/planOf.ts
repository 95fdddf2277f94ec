import type { BackendName } from '@momenta/bench-backends'
import { controls, type Method, methods } from '../methods/methods.js'
import type { TrainingTask } from '../tasks/TrainingTask.js'
import type { TrainingJob } from './TrainingJob.js'

/** The number of final runs of a pair. */
const finalSeeds = 3

/** Seed of the search for learning rates: another than those of the final runs. */
const searchSeed = 1001

/** Whether a job belongs to the search for a learning rate. */
export const isSearch = ({ seed }: Pick<TrainingJob, 'seed'>): boolean => seed === searchSeed

/** Learning rates of the search, relative to that of the task. */
const searchFactors = [0.3, 1, 3]

/** The number of rates of a search. */
export const searchRates = searchFactors.length

/** Images of the training set that a search holds out, so that it never sees the test set. */
const searchImages = 1000

/** A task and a method, whose jobs depend on each other and on no others. */
export interface Pair {
  readonly task: TrainingTask
  readonly method: Method
}

/**
 * All pairs of a preset in the order of their importance: Adam and Adam+CM on every task, then the
 * other methods, then the controls, which run on the first task alone. A variant of another task
 * has Adam and Adam+CM alone.
 */
export const pairsOf = (tasks: readonly TrainingTask[]): readonly Pair[] => {
  const whole = tasks.filter(({ variantOf }) => variantOf === undefined)
  const over = (some: readonly TrainingTask[], group: readonly Method[]) =>
    some.flatMap((task) => group.map((method) => ({ task, method })))
  return [
    ...over(tasks, methods.slice(0, 2)),
    ...over(whole, methods.slice(2)),
    ...over(whole.slice(0, 1), controls),
  ]
}

/** The run of a pair at the task's own learning rate, which is that of Adam. */
export const untunedJob = ({ task, method }: Pair, backend: BackendName): TrainingJob => ({
  task,
  method,
  learningRate: task.learningRate,
  seed: 1,
  backend,
})

/** A task with a third of its epochs, for the search; an online task keeps its stream. */
const shortened = (task: TrainingTask): TrainingTask => {
  if (task.kind === 'online') return task
  const epochs = Math.ceil(task.epochs / 3)
  const scale = epochs / task.epochs
  const heldOut = { from: 'train', count: searchImages } as const
  return {
    ...task,
    epochs,
    cost: task.cost * scale,
    drops: task.drops.map(({ epoch, factor }) => ({
      epoch: Math.max(1, Math.round(epoch * scale)),
      factor,
    })),
    ...(task.kind === 'images' && task.heldOut.from === 'test' ? { heldOut } : {}),
  }
}

/** The runs of the search for the learning rate of a pair. */
export const searchJobs = ({ task, method }: Pair, backend: BackendName): readonly TrainingJob[] =>
  searchFactors.map((factor) => ({
    task: shortened(task),
    method,
    learningRate: task.learningRate * factor,
    seed: searchSeed,
    backend,
  }))

/** The final runs of a pair at a learning rate that was found, with seeds from 1. */
export const tunedJobs = (
  { task, method }: Pair,
  backend: BackendName,
  learningRate: number,
  seeds = finalSeeds,
): readonly TrainingJob[] =>
  Array.from({ length: seeds }, (_, i) => ({ task, method, learningRate, seed: i + 1, backend }))
