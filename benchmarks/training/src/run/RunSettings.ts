import type { Optimizer } from '@momenta/core'
import type { LearningRateDrop } from '../tasks/TrainingTask.js'

/** What decides a run beside its problem. */
export interface RunSettings {
  /** With the estimators of the task, such as clipping. */
  readonly optimizer: Optimizer
  readonly learningRate: number
  readonly drops: readonly LearningRateDrop[]
  readonly epochs: number
  readonly seed: number
}

/** The learning rate of an epoch: the first one times the factors of all drops up to it. */
export const learningRateAt = (
  { learningRate, drops }: Pick<RunSettings, 'learningRate' | 'drops'>,
  epoch: number,
): number =>
  drops.reduce((rate, drop) => (epoch >= drop.epoch ? rate * drop.factor : rate), learningRate)
