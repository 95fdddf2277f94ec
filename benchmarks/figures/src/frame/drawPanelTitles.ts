import type { Size } from '../model/Size.js'
import { paragraph } from '../svg/paragraph.js'
import { paragraphHeight } from '../svg/paragraphHeight.js'
import { fontSize } from '../text/fontSize.js'
import type { Cell } from './Cell.js'
import type { Layout } from './Layout.js'
import { spacing } from './spacing.js'
import { tickExtent } from './tickExtent.js'
import { tickLabels } from './tickLabels.js'

/** The title of a panel, and those of its axes unless all panels have the same. */
export const drawPanelTitles = (
  { title, x, y }: Cell,
  [row, column]: readonly [number, number],
  layout: Layout,
  { width, height }: Size,
): readonly string[] => {
  const [left, top] = [layout.lefts[column] as number, layout.tops[row] as number]
  const middle = { anchor: 'middle', size: fontSize.label } as const
  const below = layout.showX(row, column) ? tickLabels(x, width).height + spacing.tick : 0
  const before = layout.showY(row, column) ? tickExtent(y) + spacing.tick : 0
  const [heading, label] = [
    paragraphHeight(title, width, fontSize.heading),
    paragraphHeight(y.label, height, fontSize.label),
  ].map((size) => size + spacing.text) as [number, number]
  return [
    paragraph(title, width, {
      x: left + width / 2,
      y: top - heading,
      size: fontSize.heading,
      anchor: 'middle',
      bold: true,
    }),
    layout.oneX
      ? ''
      : paragraph(x.label, width, { ...middle, x: left + width / 2, y: top + height + below }),
    layout.oneY
      ? ''
      : paragraph(y.label, height, {
          ...middle,
          x: left - before - label,
          y: top + height / 2,
          turn: -90,
        }),
  ]
}
