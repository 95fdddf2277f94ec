/** What an axis shows. */
export type AxisLabel = {
  /** the quantity, with its unit if it has one; an empty string leaves the title out */
  readonly label: string
}
