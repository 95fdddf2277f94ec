import type { Cost } from '../records/Cost.js'

/** A bound on the effect of rounding on a product A v. */
export interface Lost {
  /** For each element of the product, a bound on the effect of the rounding of gradients. */
  readonly noise: Float64Array
  /** v minus the actual direction; A times that is missing from the product. */
  readonly displacementError: Float64Array
}

/** The bound on the rounding of the products of an operator by differences. */
export interface Rounding {
  /** The cost of the bound, once for an operator and all its `halved` ones. */
  readonly cost: Cost
  readonly of: (v: Float64Array) => Promise<Lost>
}
