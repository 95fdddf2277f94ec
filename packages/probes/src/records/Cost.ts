/** What something costs, in passes over the whole probe set. */
export interface Cost {
  /** Losses with their gradient. */
  readonly gradients: number
  /** Losses alone, or forward passes. */
  readonly losses: number
}
