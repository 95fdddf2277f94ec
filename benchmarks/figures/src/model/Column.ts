/** A column of a table over rows `R`; the first column of a table names its rows. */
export type Column<R> = {
  readonly heading: string
  /** `null` is an empty cell */
  readonly value: (row: R) => string | number | null
  /** significant digits of numbers, 4 by default */
  readonly digits?: number
  /** whether a cell is set in bold */
  readonly bold?: (row: R) => boolean
}
