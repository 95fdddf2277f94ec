/** Options that the four optimizers of the authors' code share, under their names there. */
export interface OfficialOptions {
  /** Step size. */
  readonly lr?: number | ((step: number) => number)
  readonly eps?: number
  /** Where it enters differs from optimizer to optimizer. Default 0. */
  readonly weightDecay?: number
  /** Decay of the keys. Default 0.7. */
  readonly decay?: number
  /** Capacity of the memory. */
  readonly topC?: number
  /** Only whether it is greater than 0 matters, as in the authors' code. Default 1. */
  readonly kappa?: number
  /**
   * The share of steps on which a full memory overwrites its first slot instead of polling its keys. Only 0 (default) and 1 are exact: between
   * them the authors draw from NumPy's global generator.
   */
  readonly criticalTest?: 0 | 1
  /** One key for all leaves, the sum of their norms (default), or a memory and a key for each leaf. */
  readonly synced?: boolean
}
