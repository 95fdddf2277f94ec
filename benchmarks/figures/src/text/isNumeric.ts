import type { Column } from '../model/Column.js'

/** Whether a column holds numbers, to be aligned at the right. */
export const isNumeric = <R>({ value }: Column<R>, rows: readonly R[]): boolean =>
  rows.some((row) => typeof value(row) === 'number')
