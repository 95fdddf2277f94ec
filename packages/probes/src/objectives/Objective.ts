import type { Span } from '../flat/Span.js'
import type { Made } from '../records/Made.js'
import type { Part } from './Part.js'

/** What is probed: a loss over a fixed probe set, and the point at which. */
export interface Objective {
  readonly point: Float64Array
  readonly spans: readonly Span[]
  readonly parts: readonly Part[]
  readonly made: Made
}
