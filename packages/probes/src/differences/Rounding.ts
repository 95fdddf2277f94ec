import type { Cost } from '../records/Cost.js'

/** What rounding may have done to a product A v. */
export interface Lost {
  /** For each element of the product, a bound on what the rounding of gradients has done to it. */
  readonly noise: Float64Array
  /** v less the direction in which the point really moved: the product lacks A times that. */
  readonly astray: Float64Array
}

/** How an operator by differences bounds what rounding has done to its products. */
export interface Rounding {
  /** What the bound costs, once for an operator and all that are made from it by `halved`. */
  readonly cost: Cost
  readonly of: (v: Float64Array) => Promise<Lost>
}
