import type { BackendName } from '@momenta/bench-backends'
import type { Method } from '../methods/methods.js'
import type { TrainingTask } from '../tasks/TrainingTask.js'

/** What is timed. */
export interface ProjectionRequest {
  readonly task: TrainingTask
  readonly method: Method
  readonly backend: BackendName
  /** Steps that are timed, after one that is not. */
  readonly steps: number
  /** The largest batch that is timed. Default that of the task. */
  readonly batch?: number
}

/** The costs of a task. */
export interface Projection {
  /** Whether the data are random because those of the task are not on the machine. */
  readonly random: boolean
  /** The graphics card, if it is one that computes. */
  readonly device?: string
  readonly parameters: number
  /** The batch that was timed, which fits into the memory. */
  readonly batch: number
  /** The memory, if a larger batch does not fit into it. */
  readonly memory?: number
  /** Median milliseconds of a step. */
  readonly msPerStep: number
  /** Median milliseconds that all cores worked on a step. */
  readonly processorMs: number
  /** Steps of the whole run with that batch. */
  readonly steps: number
  /** The most bytes of tensors, with the activations. */
  readonly tensorBytes: number
  /** The most bytes that the process had in memory. */
  readonly processBytes: number
}

/** A message of the process that measures. */
export type ProjectionReply =
  | { readonly kind: 'measured'; readonly projection: Projection }
  | { readonly kind: 'failed'; readonly message: string }
