import type { Range } from './Range.js'

/** A number that can be read and changed while training: its first value and where it must lie. */
export interface Hyperparameter {
  readonly value: number
  readonly range: Range
}
