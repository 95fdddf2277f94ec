import type { Parameters, Tensors } from '@momenta/bench-models'
import type { LossWithOutputs } from '@momenta/eager'

/** Named measurements. */
export interface Values {
  readonly [name: string]: number
}

/** The metric that ranks epochs and methods: one of the values of an evaluation. */
export interface RankingMetric {
  readonly name: string
  readonly better: 'higher' | 'lower'
}

/** The data of one step as tensors. */
export interface TrainingBatch {
  /**
   * The loss, with auxiliary outputs from which {@link Problem.carry} makes the next carried state.
   *
   * @param seed - Of dropout.
   */
  readonly loss: (params: Tensors, carried: Tensors, seed: number) => LossWithOutputs<Tensors>
  readonly dispose: () => void
}

/**
 * What the trainer needs to know of a task with its data loaded. What a model carries from step to
 * step beside its parameters (running statistics of batch normalization, the state of an LSTM) is
 * one tree of tensors.
 */
export interface Problem {
  readonly parameters: Parameters
  readonly metric: RankingMetric
  /** The number of steps of an epoch. */
  readonly stepsIn: (epoch: number) => number
  /** The batches of an epoch from a step on: a pure function of the seed. */
  readonly batches: (
    seed: number,
    epoch: number,
    skip: number,
  ) => Iterable<TrainingBatch> | AsyncIterable<TrainingBatch>
  /** The carried state before the first epoch. */
  readonly start: () => Tensors
  /** Whether each epoch begins with that state again. */
  readonly restarts: boolean
  /** The carried state after a step, from the one before and the auxiliary outputs. */
  readonly carry: (carried: Tensors, outputs: Tensors) => Tensors
  /** Measures the held-out data after an epoch. */
  readonly evaluate: (params: Tensors, carried: Tensors, epoch: number) => Promise<Values> | Values
}
