import type { Axis } from './Axis.js'
import type { CategoryAxis } from './CategoryAxis.js'
import type { Interval } from './Interval.js'
import type { ReferenceLine } from './ReferenceLine.js'

/** Estimates over common axes. */
export type IntervalPanel = {
  readonly title?: string
  /** frees this panel from the figure's x axis */
  readonly x?: Axis | CategoryAxis
  /** frees this panel from the figure's y axis */
  readonly y?: Axis
  readonly intervals: readonly Interval[]
  readonly references?: readonly ReferenceLine[]
}
