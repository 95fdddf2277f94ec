import type { Span } from './Span.js'

/** Parameters as one float64 vector, and the way back. */
export interface FlatParams<P> {
  /** A copy: changing it changes no parameter. */
  readonly values: Float64Array
  readonly spans: readonly Span[]
  /** Fresh leaves in the shape of the tree; tensors are the caller's to dispose. */
  readonly unflatten: (values: Float64Array) => P
}
