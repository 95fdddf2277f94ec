/** A cost in passes over the whole probe set. */
export interface Cost {
  /** Losses with their gradient. */
  readonly gradients: number
  /** Losses without gradients, or forward passes. */
  readonly losses: number
}
