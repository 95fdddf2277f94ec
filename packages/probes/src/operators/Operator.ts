import type { Rounding } from '../differences/Rounding.js'
import type { Cost } from '../records/Cost.js'
import type { Provenance } from '../records/Provenance.js'

/** A symmetric linear map v → A v, given by its products. */
export interface Operator {
  readonly dim: number
  readonly provenance: Provenance
  /** The cost of a product. */
  readonly cost: Cost
  /** The cost of preparing the operator, once. */
  readonly setup?: Cost
  /** A v in float64; v is not modified. Asynchronous, since some backends have no other reads. */
  readonly apply: (v: Float64Array) => Promise<Float64Array>
  /** Set if products are exact to rounding and deterministic by construction. */
  readonly exact?: true
  /** The same operator with half the step of its differences, for their error bar. */
  readonly halved?: () => Operator
  /** The bound on the rounding of a product; missing without differences. */
  readonly rounding?: Rounding
}
