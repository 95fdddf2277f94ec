import type { Rounding } from '../differences/Rounding.js'
import type { Cost } from '../records/Cost.js'
import type { Made } from '../records/Made.js'

/** A symmetric linear map v → A v that is only known by its products. */
export interface Operator {
  readonly dim: number
  readonly made: Made
  /** What one product costs. */
  readonly cost: Cost
  /** What making the operator ready costs, once. */
  readonly setup?: Cost
  /** A v in float64; v is not changed. Asynchronous, since some backends can only be read so. */
  readonly apply: (v: Float64Array) => Promise<Float64Array>
  /** Products are exact to rounding and the same at every call, by construction: nothing to check. */
  readonly exact?: true
  /** The same operator by differences with half the step: what the error bar of the differences is taken from. */
  readonly halved?: () => Operator
  /** What rounding may have done to a product; missing where there are no differences. */
  readonly rounding?: Rounding
}
