import { paragraph } from '../svg/paragraph.js'
import { fontSize } from '../text/fontSize.js'
import type { Cell } from './Cell.js'
import type { Layout } from './Layout.js'
import { spacing } from './spacing.js'

/** The titles of the axes that all panels share: once, at the middle of the grid. */
export const drawCommonTitles = (
  { x, y }: Cell,
  { lefts, tops, right, bottom, foot, oneX, oneY }: Layout,
): readonly string[] => {
  const [left, top] = [lefts[0] as number, tops[0] as number]
  const middle = { anchor: 'middle', size: fontSize.label } as const
  return [
    oneX ? paragraph(x.label, right - left, { ...middle, x: (left + right) / 2, y: foot }) : '',
    oneY
      ? paragraph(y.label, bottom - top, {
          ...middle,
          x: spacing.border,
          y: (top + bottom) / 2,
          turn: -90,
        })
      : '',
  ]
}
