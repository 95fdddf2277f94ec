/** A convex set of perturbations around the point, in coordinates of its own. */
export interface Region {
  readonly dim: number
  /** From coordinates to a perturbation of the parameters. */
  readonly perturbation: (u: Float64Array) => Float64Array
  /** From a gradient in parameters to one in coordinates. */
  readonly pulled: (gradient: Float64Array) => Float64Array
  /** The point of the region that lies furthest along a gradient. */
  readonly corner: (gradient: Float64Array) => Float64Array
  /** The nearest point of the region. */
  readonly projected: (u: Float64Array) => Float64Array
}
