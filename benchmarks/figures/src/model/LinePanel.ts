import type { Axis } from './Axis.js'
import type { Line } from './Line.js'
import type { ReferenceLine } from './ReferenceLine.js'

/** Lines over common axes. */
export type LinePanel = {
  readonly title?: string
  /** frees this panel from the figure's x axis */
  readonly x?: Axis
  /** frees this panel from the figure's y axis */
  readonly y?: Axis
  readonly lines: readonly Line[]
  readonly references?: readonly ReferenceLine[]
}
