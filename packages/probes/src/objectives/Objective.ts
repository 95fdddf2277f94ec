import type { Span } from '../flat/Span.js'
import type { Provenance } from '../records/Provenance.js'
import type { ObjectiveBatch } from './ObjectiveBatch.js'

/** A loss over a fixed probe set, and the point at which it is probed. */
export interface Objective {
  readonly point: Float64Array
  readonly spans: readonly Span[]
  readonly batches: readonly ObjectiveBatch[]
  readonly provenance: Provenance
}
