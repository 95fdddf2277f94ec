import type { Column } from './Column.js'
import { element } from './svg/element.js'
import { cellText } from './text/cellText.js'
import { escapeText } from './text/escapeText.js'

/**
 * Writes rows as an accessible HTML table; the first column names the rows.
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
  const cell = (row: R, { value, digits }: Column<R>, place: number): string => {
    const content = value(row)
    const number = typeof content === 'number' ? { class: 'number' } : {}
    return place === 0
      ? element('th', { scope: 'row', ...number }, [escapeText(cellText(content, digits))])
      : element('td', number, [escapeText(cellText(content, digits))])
  }
  return element('table', {}, [
    element('caption', {}, [escapeText(caption)]),
    element('thead', {}, [
      element(
        'tr',
        {},
        columns.map(({ heading }) => element('th', { scope: 'col' }, [escapeText(heading)])),
      ),
    ]),
    element('tbody', {}, [
      rows.length === 0
        ? element('tr', {}, [element('td', { colspan: columns.length }, ['no data'])])
        : '',
      ...rows.map((row) =>
        element(
          'tr',
          {},
          columns.map((column, place) => cell(row, column, place)),
        ),
      ),
    ]),
  ])
}
