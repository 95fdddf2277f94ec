import type { Column } from './model/Column.js'
import { element } from './svg/element.js'
import { cellText } from './text/cellText.js'
import { escapeText } from './text/escapeText.js'
import { isNumeric } from './text/isNumeric.js'

/** A column with a cell of more characters is long: the style gives it a minimum width. */
const limit = 30

const classOf = <R>(column: Column<R>, rows: readonly R[]): string | undefined => {
  if (isNumeric(column, rows)) return 'number'
  const { value, digits } = column
  return rows.some((row) => cellText(value(row), digits).length > limit) ? 'long' : undefined
}

/**
 * Writes rows as an accessible HTML table; the first column names the rows, numbers are aligned to
 * the right.
 *
 * @example
 * import { table } from '@momenta/bench-figures'
 *
 * const columns = [{ heading: 'optimizer', value: (row) => row[0] }, { heading: 'loss', value: (row) => row[1] }]
 * table([['Adam', 0.25]], columns, 'Losses').includes('<td class="number">0.25</td>') // => true
 */
export const table = <R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  caption: string,
): string => {
  const classes = columns.map((column) => classOf(column, rows))
  const heading = ({ heading: text }: Column<R>, place: number): string =>
    element('th', { scope: 'col', class: classes[place] }, [escapeText(text)])
  const cell = (row: R, { value, digits }: Column<R>, place: number): string =>
    element(
      place === 0 ? 'th' : 'td',
      { scope: place === 0 ? 'row' : undefined, class: classes[place] },
      [escapeText(cellText(value(row), digits))],
    )
  const body =
    rows.length === 0
      ? [element('tr', {}, [element('td', { colspan: columns.length }, ['no data'])])]
      : rows.map((row) =>
          element(
            'tr',
            {},
            columns.map((column, place) => cell(row, column, place)),
          ),
        )
  return element('table', {}, [
    element('caption', {}, [escapeText(caption)]),
    element('thead', {}, [element('tr', {}, columns.map(heading))]),
    element('tbody', {}, body),
  ])
}
