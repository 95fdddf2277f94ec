/** Every option that some surface takes; each factory reads its own. */
export type SurfaceOptions = {
  /** the number of variables: all but Goldstein-Price and the quadratic */
  readonly dim?: number
  /** s of {@link twoBasin} */
  readonly sharpness?: number
  /** whether {@link twoBasin} takes the minimum in each coordinate or of the sums */
  readonly form?: 'separable' | 'joint'
  /** the weight of Rosenbrock in {@link ackleyRosenbrock} */
  readonly rosenbrock?: number
  /** the weight of Ackley in {@link ackleyRosenbrock} */
  readonly ackley?: number
  /** the matrix of {@link quadratic}, row by row */
  readonly A?: readonly (readonly number[])[]
  /** the vector of {@link quadratic} */
  readonly b?: readonly number[]
}
