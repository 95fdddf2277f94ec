import type { OptimizerSpec } from '@momenta/optimizers'

/** Hyperparameters of a method; it takes those that it has. */
export interface Hyperparameters {
  readonly b1?: number
  readonly b2?: number
  /** C, the entries of the memory. */
  readonly capacity?: number
  /** λ, the decay of the keys of the memory. */
  readonly decay?: number
  /** The radius of SAM. */
  readonly rho?: number
}

/** What a run is set to: an optimizer without a learning rate, and the rate. */
export interface Setting {
  readonly spec: OptimizerSpec
  readonly learningRate: number
}
