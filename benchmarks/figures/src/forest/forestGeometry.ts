import type { ForestFigure, ForestRow } from '../model/ForestFigure.js'
import { blockHeight } from '../svg/blockHeight.js'
import { fontSize } from '../text/fontSize.js'
import { textWidth } from '../text/textWidth.js'
import { wrapText } from '../text/wrapText.js'

type PlacedRow = {
  readonly row: ForestRow
  readonly label: { readonly lines: readonly string[]; readonly y: number }
  readonly numbers: { readonly x: number; readonly y: number }
  /** the line of the interval */
  readonly middle: number
}

type PlacedHeading = {
  readonly lines: readonly string[]
  readonly y: number
  readonly height: number
}

type Geometry = {
  /** the edges of the axis */
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly headings: readonly PlacedHeading[]
  readonly rows: readonly PlacedRow[]
}

/** Bold text is wider than the estimate of a width. */
const bold = 1.12

const [border, gap, leading] = [8, 12, 5]

/** Where the rows of a forest plot are: labels beside the intervals, or above them if narrow. */
export const forestGeometry = ({ groups, width }: ForestFigure): Geometry => {
  const all = groups.flatMap(({ rows }) => rows)
  const most = (texts: readonly string[], size: number): number =>
    texts.reduce((widest, text) => Math.max(widest, textWidth(text, size)), 0)
  const isNarrow = width < 600
  const numbersWidth = most(
    all.map(({ numbers }) => numbers),
    fontSize.tick,
  )
  const labelWidth = isNarrow
    ? width - 2 * border
    : Math.min(
        most(
          all.map(({ label }) => label),
          fontSize.label,
        ),
        width * 0.4,
      )
  const left = isNarrow ? border : border + labelWidth + gap
  const right = width - border - numbersWidth - gap
  const line = blockHeight(1, fontSize.label)
  const headings: PlacedHeading[] = []
  let y: number = border
  const rows = groups.flatMap(({ title, rows: own }) => {
    if (title !== '') {
      const lines = wrapText(title, width - 2 * border, fontSize.heading * bold)
      const height = blockHeight(lines.length, fontSize.heading)
      headings.push({ lines, y: y + 4, height })
      y += height + 4 + leading
    }
    return own.map((row): PlacedRow => {
      const lines = wrapText(row.label, labelWidth, fontSize.label)
      const above = isNarrow ? blockHeight(lines.length, fontSize.label) + 2 : 0
      const height = isNarrow ? above + line : blockHeight(lines.length, fontSize.label)
      const middle = y + above + line / 2
      const placed = {
        row,
        label: { lines, y },
        numbers: { x: right + gap, y: middle - fontSize.tick * 0.6 },
        middle,
      }
      y += height + leading
      return placed
    })
  })
  return { left, right, top: border, bottom: y, headings, rows }
}
