import type { Column } from './model/Column.js'
import { cellText } from './text/cellText.js'
import { isNumeric } from './text/isNumeric.js'

const escapeMarkdown = (text: string): string =>
  text.replace(/\s*\n\s*/g, ' ').replace(/[\\|<>&*_`[\]~]/g, (mark) => `\\${mark}`)

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/**
 * Writes rows as a Markdown table under its caption; the twin of `table`.
 *
 * @example
 * import { markdownTable } from '@momenta/bench-figures'
 *
 * const columns = [{ heading: 'optimizer', value: (row) => row[0] }, { heading: 'loss', value: (row) => row[1] }]
 * markdownTable([['Adam', 0.25]], columns, 'Losses').split('\n') // => ['Losses', '', '| optimizer | loss |', '| :-- | --: |', '| Adam | 0.25 |', '']
 */
export const markdownTable = <R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  caption: string,
): string =>
  [
    escapeMarkdown(caption),
    '',
    line(columns.map(({ heading }) => escapeMarkdown(heading))),
    line(columns.map((column) => (isNumeric(column, rows) ? '--:' : ':--'))),
    ...rows.map((row) =>
      line(columns.map(({ value, digits }) => escapeMarkdown(cellText(value(row), digits)))),
    ),
    '',
  ].join('\n')
