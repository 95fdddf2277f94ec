import type { Provenance } from '../records/Provenance.js'

/**
 * A batch of a model: its outputs, and the gradient of uᵀ outputs with respect to the parameters.
 */
export interface ModelBatch {
  /** The number of samples, > 0. */
  readonly size: number
  /** The outputs f(w), row by row. */
  readonly outputs: (w: Float64Array) => Float64Array | Promise<Float64Array>
  /** Jᵀu at w. */
  readonly pullback: (w: Float64Array, u: Float64Array) => Float64Array | Promise<Float64Array>
}

/** A model over a fixed probe set, and the point at which it is probed. */
export interface Model {
  readonly point: Float64Array
  readonly batches: readonly ModelBatch[]
  readonly provenance: Provenance
}

/** H_out z: the Hessian of the mean loss of a batch with respect to its outputs, times z. Pure. */
export type OutputHessian = (
  outputs: Float64Array,
  z: Float64Array,
  samples: number,
) => Float64Array
