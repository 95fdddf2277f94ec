import { choice, flag, hyperparameter, number, ranges } from '@momenta/options'

/** The options that Prodigy and D-Adaptation share. */
export const distanceOptions = {
  /** α >= 0, a factor of the estimated distance; rarely other than 1. Default 1. */
  learningRate: hyperparameter(ranges.nonNegative, 1),
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε, added to the root, >= 0. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** d₀, the first estimate of the distance, > 0. Default 1e-6. */
  initialDistance: number(ranges.positive, 1e-6),
  /** λ >= 0, the decay of the parameters per step, relative to the step. Default 0. */
  weightDecay: hyperparameter(ranges.nonNegative, 0),
  /** Whether the step is multiplied by √(1 − β₂ᵗ)/(1 − β₁ᵗ). Default true. */
  biasCorrection: flag(true),
  /**
   * What the estimate of the distance reads: the incoming updates u, or the gradients g, as it must
   * after a buffer: with sums of past gradients the estimate grows without end. Default 'updates'.
   */
  of: choice(['updates', 'grads'], 'updates'),
}

/**
 * The number of steps, the estimate of the distance, and its numerator; null before the first step.
 */
export type Distance = {
  readonly count: number
  readonly distance: number | null
  readonly numerator: number | null
}

/** The host state before the first step. */
export const noDistance = (): Distance => ({ count: 0, distance: null, numerator: null })

/** Whether a saved host state is possible. */
export const isDistance = ({ distance, numerator }: Distance): boolean =>
  [distance, numerator].every((n) => n === null || typeof n === 'number')

/** √(1 − β₂ᵗ)/(1 − β₁ᵗ). */
export const biasFactor = (b1: number, b2: number, t: number): number =>
  Math.sqrt(1 - b2 ** t) / (1 - b1 ** t)
