import {
  arrowPlot,
  type Block,
  type Column,
  contourPlot,
  type ForestFigure,
  forestPlot,
  type Item,
  intervalPlot,
  linePlot,
  narrowFigure,
  table,
} from '@momenta/bench-figures'
import { countText } from './countText.js'
import { fewSeries, type SeriesFigure } from './fewSeries.js'

/** A paragraph. */
export const text = (words: string): Block => ({ kind: 'text', text: words })

/** A list of lines. */
export const listBlock = (items: readonly Item[]): Block => ({ kind: 'list', items })

/** A list of short lines, in two columns where there is room. */
export const compactList = (items: readonly Item[]): Block => ({
  kind: 'list',
  items,
  compact: true,
})

/**
 * A figure with its data, by default all of its input; it draws no more series than can be
 * distinguished.
 */
const figureBlock =
  <F extends SeriesFigure>(plot: (figure: F) => string) =>
  (figure: F, caption: string, data: unknown = figure): Block => {
    const { drawn, note } = fewSeries(figure)
    return {
      kind: 'figure',
      id: figure.id,
      svg: plot(drawn),
      narrow: plot(narrowFigure(drawn)),
      caption: `${caption}${note}`,
      data,
    }
  }

/** A line plot. */
export const lineBlock = figureBlock(linePlot)

/** A plot of estimates with their intervals. */
export const intervalBlock = figureBlock(intervalPlot)

/** A plot of trajectories over the contours of surfaces. */
export const contourBlock = figureBlock(contourPlot)

/** A plot of arrows. */
export const arrowBlock = figureBlock(arrowPlot)

/** Estimates with their intervals, a row each. */
export const forestBlock = (figure: Omit<ForestFigure, 'width'>, caption: string): Block => ({
  kind: 'figure',
  id: figure.id,
  svg: forestPlot({ ...figure, width: 1000 }),
  narrow: forestPlot({ ...figure, id: `${figure.id}-narrow`, width: 360 }),
  caption,
  data: figure,
})

/** Blocks that are shown when the reader opens them. */
export const detailsBlock = (summary: string, blocks: readonly Block[]): Block => ({
  kind: 'details',
  summary,
  blocks,
})

/** Rows of a table on the page. */
const mostRows = 100

/** Rows of a table that is not folded. */
const mostOpen = 40

/** A table inside a folded part; of a very long one the first rows. */
export const plainTable = <R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  caption: string,
): Block => {
  const note =
    rows.length <= mostRows
      ? ''
      : ` The first ${mostRows} of ${rows.length} rows; the data have all.`
  return { kind: 'table', html: table(rows.slice(0, mostRows), columns, `${caption}${note}`) }
}

/** A table, folded if it is long; of a very long one the first rows. */
export const tableBlock = <R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  caption: string,
): Block => {
  const block = plainTable(rows, columns, caption)
  return rows.length <= mostOpen ? block : detailsBlock(`Table (${rows.length} rows)`, [block])
}

/** A long table, folded, with its rows as data. */
export const foldedTable = <R>(
  name: string,
  summary: string,
  rows: readonly R[],
  columns: readonly Column<R>[],
  caption: string,
): Block =>
  detailsBlock(`${summary} (${countText(rows.length, 'row')})`, [
    plainTable(rows, columns, caption),
    {
      kind: 'data',
      name,
      data: rows.map((row) =>
        Object.fromEntries(columns.map(({ heading, value }) => [heading, value(row)])),
      ),
    },
  ])

/** The only block of a section without finished jobs. */
export const nothingYet: Block = text('No job of this task is finished yet.')
