/** Where the parts of a figure are, in pixels. */
export type Layout = {
  readonly width: number
  /** the left edges of the panels, by column */
  readonly lefts: readonly number[]
  /** the top edges of the panels, by row */
  readonly tops: readonly number[]
  /** the right edge of the last column */
  readonly right: number
  /** the bottom edge of the last row */
  readonly bottom: number
  /** where the tick labels of the last row end, and the common title of the x axes begins */
  readonly foot: number
  /** where the footers begin */
  readonly end: number
  /** whether a panel has tick labels: inner panels don't where all the axes are equal */
  readonly showX: (row: number, column: number) => boolean
  readonly showY: (row: number, column: number) => boolean
  /** whether all panels have one title on the axis, which is then drawn once */
  readonly oneX: boolean
  readonly oneY: boolean
}
