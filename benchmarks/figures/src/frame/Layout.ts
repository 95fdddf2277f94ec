/** Where the parts of a figure are, in pixels. */
export type Layout = {
  readonly width: number
  /** the grid of panels: left edges by column, top edges by row */
  readonly lefts: readonly number[]
  readonly tops: readonly number[]
  /** the rectangle around all the panels */
  readonly right: number
  readonly bottom: number
  /** the end of the last row's tick labels */
  readonly foot: number
  readonly showX: (row: number, column: number) => boolean
  readonly showY: (row: number, column: number) => boolean
  /** whether all panels have the same title on the axis, which is then drawn once */
  readonly oneX: boolean
  readonly oneY: boolean
}
