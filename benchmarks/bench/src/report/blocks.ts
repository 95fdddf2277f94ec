import {
  type Block,
  type Column,
  type IntervalFigure,
  intervalPlot,
  type LineFigure,
  linePlot,
  table,
} from '@momenta/bench-figures'

/** A paragraph. */
export const text = (words: string): Block => ({ kind: 'text', text: words })

/** A line plot with its data. */
export const lineBlock = (figure: LineFigure, caption: string): Block => ({
  kind: 'figure',
  id: figure.id,
  svg: linePlot(figure),
  caption,
  data: figure,
})

/** A plot of estimates with their intervals, with its data. */
export const intervalBlock = (figure: IntervalFigure, caption: string): Block => ({
  kind: 'figure',
  id: figure.id,
  svg: intervalPlot(figure),
  caption,
  data: figure,
})

/** A table. */
export const tableBlock = <R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  caption: string,
): Block => ({ kind: 'table', html: table(rows, columns, caption) })

/** The only block of a section without finished jobs. */
export const nothingYet: Block = text('No job of this task is finished yet.')
