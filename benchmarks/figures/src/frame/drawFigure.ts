import type { Footer } from '../legend/Footer.js'
import type { AxisLabel } from '../model/AxisLabel.js'
import type { Figure } from '../model/Figure.js'
import type { Size } from '../model/Size.js'
import { element } from '../svg/element.js'
import { escapeText } from '../text/escapeText.js'
import type { Cell } from './Cell.js'
import { drawCommonTitles } from './drawCommonTitles.js'
import { drawGrid } from './drawGrid.js'
import { drawHeadings } from './drawHeadings.js'
import { emptyCell } from './emptyCell.js'
import { layoutOf } from './layoutOf.js'
import { spacing } from './spacing.js'
import { stack } from './stack.js'

type Parts<P> = {
  readonly size: Size
  readonly cellOf: (panel: P) => Cell
  readonly footers: readonly Footer[]
  /** drawings that panels refer to */
  readonly shared?: readonly string[]
  /** what the drawing leaves out */
  readonly notes: readonly string[]
}

// room for a legend under a lone narrow panel
const leastWidth = 360

/** The whole drawing: the grid of panels with its titles, and below it the footers. */
export const drawFigure = <P, X extends AxisLabel, Y extends AxisLabel>(
  figure: Figure<P, X, Y>,
  { size, cellOf, footers, shared = [], notes }: Parts<P>,
): string => {
  const rows = figure.panels.map((row) => row.map(cellOf))
  const first = rows.flat()[0] ?? emptyCell(figure)
  const cells = rows.flat().length === 0 ? [[first]] : rows
  const layout = layoutOf(figure, cells, size)
  const width = Math.ceil(Math.max(leastWidth, layout.width))
  const below = stack(footers, {
    x: spacing.border,
    y: layout.end,
    width: width - 2 * spacing.border,
  })
  const height = Math.ceil(below.bottom + spacing.border)
  const words = [figure.description ?? '', ...notes].filter((text) => text !== '').join(' ')
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      id: figure.id,
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-labelledby': `${figure.id}-title`,
      'aria-describedby': `${figure.id}-desc`,
      'font-family': 'DejaVu Sans, Verdana, sans-serif',
      fill: '#111',
    },
    [
      element('title', { id: `${figure.id}-title` }, [escapeText(figure.title)]),
      element('desc', { id: `${figure.id}-desc` }, [escapeText(words)]),
      shared.length === 0 ? '' : element('defs', {}, shared),
      element('rect', { width, height, fill: '#fff' }),
      ...drawGrid(cells, layout, size),
      ...drawHeadings(figure, layout, size),
      ...drawCommonTitles(first, layout),
      ...below.drawn,
    ],
  )
}
