import type { Arrow } from './Arrow.js'
import type { Point } from './Point.js'
import type { Surface } from './Surface.js'

/** A surface and the vectors at one point of it. */
export type ArrowPanel = {
  readonly title?: string
  readonly surface: Surface
  readonly from: Point
  readonly arrows: readonly Arrow[]
}
