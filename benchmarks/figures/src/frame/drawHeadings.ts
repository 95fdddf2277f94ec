import type { Size } from '../model/Size.js'
import { paragraph } from '../svg/paragraph.js'
import { fontSize } from '../text/fontSize.js'
import type { Layout } from './Layout.js'
import { spacing } from './spacing.js'

type Headings = { readonly columns?: readonly string[]; readonly rows?: readonly string[] }

/** The headings of a grid: above its columns, and turned at the right of its rows. */
export const drawHeadings = (
  { columns = [], rows = [] }: Headings,
  { width: outer, lefts, tops }: Layout,
  { width, height }: Size,
): readonly string[] => {
  const look = { size: fontSize.heading, anchor: 'middle', bold: true } as const
  return [
    ...lefts.map((left, c) =>
      paragraph(columns[c] ?? '', width, { ...look, x: left + width / 2, y: spacing.border }),
    ),
    ...tops.map((top, r) =>
      paragraph(rows[r] ?? '', height, {
        ...look,
        x: outer - spacing.border,
        y: top + height / 2,
        turn: 90,
      }),
    ),
  ]
}
