import type { AxisLabel } from '../AxisLabel.js'
import type { Figure } from '../Figure.js'
import type { Size } from '../Size.js'
import { blockHeight } from '../svg/blockHeight.js'
import { textBlock } from '../svg/textBlock.js'
import { fontSize } from '../text/fontSize.js'
import { wrapText } from '../text/wrapText.js'
import type { Cell } from './Cell.js'
import type { Layout } from './Layout.js'
import { spacing } from './spacing.js'
import { tickExtent } from './tickExtent.js'
import { tickLabels } from './tickLabels.js'

const { label, heading } = fontSize

/** The headings of the grid, the titles of the panels and those of the axes. */
export const drawTitles = (
  figure: Figure<unknown, AxisLabel, AxisLabel>,
  cells: readonly (readonly Cell[])[],
  layout: Layout,
  { width, height }: Size,
): readonly string[] => {
  const { lefts, tops, right, bottom, foot } = layout
  const centred = { anchor: 'middle', size: label } as const
  const [left, top] = [lefts[0] ?? 0, tops[0] ?? 0]
  const above = (text: string, x: number, y: number): string => {
    const lines = wrapText(text, width, heading)
    return textBlock(lines, {
      x: x + width / 2,
      y: y - blockHeight(lines.length, heading) - 4,
      size: heading,
      anchor: 'middle',
      bold: true,
    })
  }
  const along = (text: string, x: number, y: number, room: number): string =>
    textBlock(wrapText(text, room, label), { ...centred, x, y, turn: -90 })
  const first = cells.flat()[0]
  return [
    ...(figure.columns ?? []).map((text, c) =>
      textBlock(wrapText(text, width, heading), {
        x: (lefts[c] ?? 0) + width / 2,
        y: spacing.border,
        size: heading,
        anchor: 'middle',
        bold: true,
      }),
    ),
    ...(figure.rows ?? []).map((text, r) =>
      textBlock(wrapText(text, height, heading), {
        x: layout.width - spacing.border,
        y: (tops[r] ?? 0) + height / 2,
        size: heading,
        anchor: 'middle',
        bold: true,
        turn: 90,
      }),
    ),
    ...cells.flatMap((row, r) =>
      row.flatMap((cell, c) => {
        const [x, y] = [lefts[c] ?? 0, tops[r] ?? 0]
        const ticks = layout.showX(r, c) ? tickLabels(cell.x, width).height + spacing.tick : 0
        return [
          above(cell.title, x, y),
          layout.oneX
            ? ''
            : textBlock(wrapText(cell.x.label, width, label), {
                ...centred,
                x: x + width / 2,
                y: y + height + ticks,
              }),
          layout.oneY
            ? ''
            : along(
                cell.y.label,
                x -
                  (layout.showY(r, c) ? tickExtent(cell.y) + spacing.tick : 0) -
                  2 -
                  blockHeight(wrapText(cell.y.label, height, label).length, label),
                y + height / 2,
                height,
              ),
        ]
      }),
    ),
    layout.oneX && first !== undefined
      ? textBlock(wrapText(first.x.label, right - left, label), {
          ...centred,
          x: (left + right) / 2,
          y: foot,
        })
      : '',
    layout.oneY && first !== undefined
      ? along(first.y.label, spacing.border, (top + bottom) / 2, bottom - top)
      : '',
  ]
}
