import {
  arrowPlot,
  type Block,
  type Column,
  contourPlot,
  intervalPlot,
  linePlot,
  table,
} from '@momenta/bench-figures'

/** A paragraph. */
export const text = (words: string): Block => ({ kind: 'text', text: words })

/** A figure with its data, by default all of its input. */
const figureBlock =
  <F extends { readonly id: string }>(plot: (figure: F) => string) =>
  (figure: F, caption: string, data: unknown = figure): Block => ({
    kind: 'figure',
    id: figure.id,
    svg: plot(figure),
    caption,
    data,
  })

/** A line plot. */
export const lineBlock = figureBlock(linePlot)

/** A plot of estimates with their intervals. */
export const intervalBlock = figureBlock(intervalPlot)

/** A plot of trajectories over the contours of surfaces. */
export const contourBlock = figureBlock(contourPlot)

/** A plot of arrows. */
export const arrowBlock = figureBlock(arrowPlot)

/** A table. */
export const tableBlock = <R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  caption: string,
): Block => ({ kind: 'table', html: table(rows, columns, caption) })

/** The only block of a section without finished jobs. */
export const nothingYet: Block = text('No job of this task is finished yet.')
