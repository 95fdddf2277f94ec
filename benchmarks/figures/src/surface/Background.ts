import type { Surface } from '../Surface.js'
import type { Samples } from './Samples.js'

/** A surface ready to draw. */
export type Background = {
  readonly surface: Surface
  readonly samples: Samples
  readonly thresholds: readonly number[]
}
