import type { Span } from './Span.js'

/** Parameters as one float64 vector, with the inverse map. */
export interface FlatParams<P> {
  /** A copy of the parameters. */
  readonly values: Float64Array
  readonly spans: readonly Span[]
  /** New leaves in the structure of the tree; the caller disposes of tensors. */
  readonly unflatten: (values: Float64Array) => P
}
