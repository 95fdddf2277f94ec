import type { Column } from './model/Column.js'
import { element } from './svg/element.js'
import { cellText } from './text/cellText.js'
import { escapeText } from './text/escapeText.js'
import { isNumeric } from './text/isNumeric.js'
import { textWidth } from './text/textWidth.js'

/** A column with a cell of more characters is long: its cells are broken into lines. */
const limit = 30

/** The width of a narrow screen; a table that is wider is written there a row under the other. */
const narrowWidth = 340

const textOf = <R>({ value, digits }: Column<R>, row: R): string => cellText(value(row), digits)

const classOf = <R>(column: Column<R>, rows: readonly R[]): string | undefined => {
  if (isNumeric(column, rows)) return 'number'
  return rows.some((row) => textOf(column, row).length > limit) ? 'long' : undefined
}

const widthOf = <R>(column: Column<R>, rows: readonly R[]): number =>
  rows.reduce((most, row) => Math.max(most, textWidth(textOf(column, row), 15)), 0) + 20

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
  const stacked = columns.reduce((sum, column) => sum + widthOf(column, rows), 0) > narrowWidth
  const heading = ({ heading: text }: Column<R>, place: number): string =>
    element('th', { scope: 'col', class: classes[place] }, [escapeText(text)])
  const cell = (row: R, column: Column<R>, place: number): string => {
    const text = escapeText(textOf(column, row))
    return element(
      place === 0 ? 'th' : 'td',
      {
        scope: place === 0 ? 'row' : undefined,
        class: classes[place],
        'data-label': stacked && place > 0 ? column.heading : undefined,
      },
      [column.bold?.(row) === true ? element('strong', {}, [text]) : text],
    )
  }
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
  return element('table', { class: stacked ? 'stacked' : undefined }, [
    element('caption', {}, [escapeText(caption)]),
    element('thead', {}, [element('tr', {}, columns.map(heading))]),
    element('tbody', {}, body),
  ])
}
