import type { BackendName } from '@momenta/bench-backends'
import { keyOf } from '@momenta/bench-results'
import type { Method } from '../methods/methods.js'
import type { TrainingTask } from '../tasks/TrainingTask.js'

/** One run of training. It is plain data; its key in the results is made of it. */
export interface TrainingJob {
  readonly task: TrainingTask
  readonly method: Method
  readonly learningRate: number
  readonly seed: number
  readonly backend: BackendName
}

/** Raised when a change of the code changes results. */
const code = 'training 1'

/** The unit of work of a job, as the results store it. */
export const unitOf = ({ task, method, learningRate, seed, backend }: TrainingJob) => ({
  // what orders and names a task does not decide its results
  config: { task: { ...task, cost: 0, title: '', source: '' }, method, learningRate, backend },
  seed,
  code,
})

/** The key of a job in the results and the name of its checkpoint. */
export const keyOfJob = (job: TrainingJob): string => keyOf(unitOf(job))

/** How long a job takes, relative to a gradient a step on its task: SAM needs two. */
export const costOf = ({ task, method }: Pick<TrainingJob, 'task' | 'method'>): number =>
  task.cost * (method.spec.estimators === undefined ? 1 : 2)

/** A job in a line of progress: `brown-lstm Adam+CM lr 0.002 seed 1`. */
export const labelOf = ({ task, method, learningRate, seed }: TrainingJob): string =>
  `${task.name} ${method.name} lr ${learningRate} seed ${seed}`
