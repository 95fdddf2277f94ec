/** A batch as a model sees it: its outputs, and the gradient of uᵀ outputs with respect to the parameters. */
export interface OutputPart {
  /** The number of samples, > 0. */
  readonly size: number
  /** The outputs f(w), row by row. */
  readonly outputs: (w: Float64Array) => Float64Array | Promise<Float64Array>
  /** Jᵀu at w. */
  readonly pullback: (w: Float64Array, u: Float64Array) => Float64Array | Promise<Float64Array>
}

/** H_out z: the Hessian of the mean loss of a batch with respect to its outputs, times z. Pure. */
export type OutputHessian = (
  outputs: Float64Array,
  z: Float64Array,
  samples: number,
) => Float64Array
