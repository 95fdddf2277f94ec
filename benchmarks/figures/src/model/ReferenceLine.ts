/** A straight line across the panel at one value of an axis, named in the legend. */
export type ReferenceLine = {
  readonly label: string
  /** the axis that `value` is on: a reference on `y` is horizontal */
  readonly axis: 'x' | 'y'
  readonly value: number
}
