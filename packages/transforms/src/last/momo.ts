import { flag, hyperparameter, ranges } from '@momenta/options'

/** The options that MoMo and MoMo-Adam share. */
export const momoOptions = {
  /** α, the largest step, >= 0. Default 1. */
  learningRate: hyperparameter(ranges.nonNegative, 1),
  /** f*, a lower bound of the loss. Default 0. */
  lowerBound: hyperparameter(ranges.finite, 0),
  /** Whether the lower bound is learned, from `lowerBound` on. Default false. */
  adaptLowerBound: flag(false),
  /** λ >= 0, the decay of the parameters. Default 0. */
  weightDecay: hyperparameter(ranges.nonNegative, 0),
}

/** The averages of the loss and of ⟨g, θ⟩, and the learned bound; null before the first step. */
export type Momo = {
  readonly count: number
  readonly loss: number | null
  readonly product: number | null
  readonly bound: number | null
}

/** The host state before the first step. */
export const noMomo = (): Momo => ({ count: 0, loss: null, product: null, bound: null })

/** Whether a saved host state is possible. */
export const isMomo = ({ loss, product, bound }: Momo): boolean =>
  [loss, product, bound].every((n) => n === null || typeof n === 'number')

/**
 * The lower bound of a step: the learned one, or less where the model is below it.
 *
 * @param cap - The model's value without a bound.
 * @param factor - The factor of the bound in the model.
 */
export const lowerBound = (cap: number, factor: number, bound: number, least: number): number =>
  cap < factor * bound ? Math.max(cap / (2 * factor), least) : bound

/** min(max, max(gap, 0)/squares); NaN if the gap is. */
export const stepSize = (gap: number, squares: number, max: number): number =>
  Math.min(max, Math.max(gap, 0) / squares)
