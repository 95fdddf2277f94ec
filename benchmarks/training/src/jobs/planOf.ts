import type { BackendName } from '@momenta/bench-backends'
import { controls, type Method, methods } from '../methods/methods.js'
import type { Setting } from '../methods/Setting.js'
import { methodOn, publishedSetting } from '../tasks/paperSettings.js'
import type { TrainingTask } from '../tasks/TrainingTask.js'
import { paperGrid } from './paperGrid.js'
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
    some.flatMap((task) => group.map((method) => ({ task, method: methodOn(task, method) })))
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

/**
 * The settings that a search tries: so many of the paper's grid if a number is given; else none
 * where the paper has published what its search found, and three learning rates elsewhere.
 */
const searchedSettings = ({ task, method }: Pair, search?: number): readonly Setting[] => {
  const { spec } = method
  if (search !== undefined) return paperGrid(spec, search)
  if (publishedSetting(task, method) !== undefined) return []
  return searchFactors.map((factor) => ({ spec, learningRate: task.learningRate * factor }))
}

/**
 * The runs of the search of a pair.
 *
 * @param search - The number of settings of the paper's grid. Default three learning rates, or none
 * where the paper has published a setting.
 */
export const searchJobs = (
  pair: Pair,
  backend: BackendName,
  search?: number,
): readonly TrainingJob[] =>
  searchedSettings(pair, search).map(({ spec, learningRate }) => ({
    task: shortened(pair.task),
    method: { name: pair.method.name, spec },
    learningRate,
    seed: searchSeed,
    backend,
  }))

/** The final runs of a pair at a setting that was found, with seeds from 1. */
export const tunedJobs = (
  { task, method: { name } }: Pair,
  backend: BackendName,
  { spec, learningRate }: Setting,
  seeds = finalSeeds,
): readonly TrainingJob[] =>
  Array.from({ length: seeds }, (_, i) => ({
    ...{ task, learningRate, backend },
    method: { name, spec },
    seed: i + 1,
  }))
