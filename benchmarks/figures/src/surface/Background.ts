import type { Surface } from '../model/Surface.js'
import type { Samples } from './Samples.js'

/** A surface ready to draw. */
export type Background = {
  /** of its drawing, unique on a page */
  readonly id: string
  readonly surface: Surface
  readonly samples: Samples
  readonly thresholds: readonly number[]
}
