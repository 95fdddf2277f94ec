import type { AxisLabel } from '../AxisLabel.js'
import type { Figure } from '../Figure.js'
import type { Footer } from '../legend/Footer.js'
import type { Size } from '../Size.js'
import type { Area } from '../svg/Area.js'
import { blockHeight } from '../svg/blockHeight.js'
import { element } from '../svg/element.js'
import { escapeText } from '../text/escapeText.js'
import { fontSize } from '../text/fontSize.js'
import { wrapText } from '../text/wrapText.js'
import type { Cell } from './Cell.js'
import { drawAxes } from './drawAxes.js'
import { drawPanel } from './drawPanel.js'
import { drawTitles } from './drawTitles.js'
import { emptyCell } from './emptyCell.js'
import { layoutOf } from './layoutOf.js'
import { spacing } from './spacing.js'

type Parts<P> = {
  readonly size: Size
  readonly cellOf: (panel: P) => Cell
  readonly footers: readonly Footer[]
  /** what the drawing leaves out */
  readonly notes: readonly string[]
}

const leastWidth = 360

/** The whole drawing: panels, titles, and below them the legend. */
export const drawFigure = <P, X extends AxisLabel, Y extends AxisLabel>(
  figure: Figure<P, X, Y>,
  { size, cellOf, footers, notes }: Parts<P>,
): string => {
  const rows = figure.panels.map((row) => row.map(cellOf))
  const cells = rows.flat().length === 0 ? [[emptyCell(figure)]] : rows
  const layout = layoutOf(figure, cells, size)
  const width = Math.max(leastWidth, layout.width)
  const panels = cells.flatMap((row, r) =>
    row.map((cell, c) => {
      const [left, top] = [layout.lefts[c] as number, layout.tops[r] as number]
      const area: Area = {
        left,
        top,
        ...size,
        x: (value) => left + size.width * cell.x.fraction(value),
        y: (value) => top + size.height * (1 - cell.y.fraction(value)),
      }
      const shown = { x: layout.showX(r, c), y: layout.showY(r, c) }
      return element('g', { class: 'panel' }, [
        ...drawPanel(cell, area),
        ...drawAxes(cell, area, shown),
      ])
    }),
  )
  const left = layout.lefts[0] ?? spacing.border
  const title = layout.oneX
    ? blockHeight(
        wrapText(cells.flat()[0]?.x.label ?? '', layout.right - left, fontSize.label).length,
        fontSize.label,
      ) + 2
    : 0
  let bottom = layout.foot + title + 10
  const below = footers.map((footer) => {
    const { height, draw } = footer(width - spacing.border * 2)
    const drawn = draw(spacing.border, bottom)
    bottom += height
    return drawn
  })
  const height = Math.ceil(bottom + spacing.border)
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      id: figure.id,
      viewBox: `0 0 ${Math.ceil(width)} ${height}`,
      width: Math.ceil(width),
      height,
      role: 'img',
      'aria-labelledby': `${figure.id}-title`,
      'aria-describedby': `${figure.id}-desc`,
      'font-family': 'DejaVu Sans, Verdana, sans-serif',
      fill: '#111',
    },
    [
      element('title', { id: `${figure.id}-title` }, [escapeText(figure.title)]),
      element('desc', { id: `${figure.id}-desc` }, [
        escapeText([figure.description ?? '', ...notes].filter((text) => text !== '').join(' ')),
      ]),
      element('rect', { width: Math.ceil(width), height, fill: '#fff' }),
      ...panels,
      ...drawTitles(figure, cells, layout, size),
      ...below,
    ],
  )
}
