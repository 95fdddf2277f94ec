import type { AxisLabel } from '../AxisLabel.js'
import type { Figure } from '../Figure.js'
import type { Size } from '../Size.js'
import { blockHeight } from '../svg/blockHeight.js'
import { fontSize } from '../text/fontSize.js'
import { wrapText } from '../text/wrapText.js'
import type { Cell } from './Cell.js'
import type { Layout } from './Layout.js'
import { spacing } from './spacing.js'
import { tickExtent } from './tickExtent.js'
import { tickLabels } from './tickLabels.js'

const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), 0)

const same = (values: readonly string[]): boolean => new Set(values).size <= 1

// the positions of boxes in a row, each with room before and after it
const edges = (
  before: readonly number[],
  size: number,
  after: readonly number[],
): readonly number[] =>
  before.map((_, k) =>
    before
      .slice(0, k + 1)
      .reduce((sum, room, i) => sum + room + (i < k ? size + (after[i] as number) : 0), 0),
  )

/** Where everything goes, so that nothing overlaps: the space is measured from the texts. */
export const layoutOf = (
  figure: Figure<unknown, AxisLabel, AxisLabel>,
  cells: readonly (readonly Cell[])[],
  { width, height }: Size,
): Layout => {
  const all = cells.flat()
  const [sameX, sameY] = [same(all.map(({ x }) => x.key)), same(all.map(({ y }) => y.key))]
  const [oneX, oneY] = [same(all.map(({ x }) => x.label)), same(all.map(({ y }) => y.label))]
  const showX = (row: number, column: number): boolean =>
    !sameX || cells.slice(row + 1).every((below) => below[column] === undefined)
  const showY = (_: number, column: number): boolean => !sameY || column === 0

  const columns = Array.from({ length: most(cells.map(({ length }) => length)) }, (_, k) => k)
  const linesOf = (text: string, room: number, size: number): number =>
    blockHeight(wrapText(text, room, size).length, size)
  const labelOf = (text: string, room: number): number => linesOf(text, room, fontSize.label) + 2

  // half of a tick label stands out of its panel on either side
  const overhang = most(all.map(({ x }) => (x.names ? 0 : tickExtent(x) / 2)))
  const before = columns.map((column) =>
    most(
      cells.flatMap((row, r) => {
        const cell = row[column]
        if (cell === undefined) return []
        const ticks = showY(r, column) ? tickExtent(cell.y) + spacing.tick : 0
        return [Math.max(overhang, ticks) + (oneY ? 0 : labelOf(cell.y.label, height))]
      }),
    ),
  )
  const above = cells.map((row) =>
    most(row.map(({ title }) => linesOf(title, width, fontSize.heading) + (title === '' ? 0 : 4))),
  )
  const below = cells.map((row, r) =>
    most(
      row.map(
        (cell, column) =>
          (showX(r, column) ? tickLabels(cell.x, width).height + spacing.tick : 0) +
          (oneX ? 0 : labelOf(cell.x.label, width)),
      ),
    ),
  )
  const headings = most(
    (figure.columns ?? []).map((text) => linesOf(text, width, fontSize.heading)),
  )
  const sides = most((figure.rows ?? []).map((text) => linesOf(text, height, fontSize.heading)))

  const gaps = columns.map(() => spacing.gap)
  const grid = edges(before, width, gaps)
  const tall = edges(
    above,
    height,
    below.map((room) => room + spacing.gap),
  )
  const outerY = oneY
    ? labelOf(all[0]?.y.label ?? '', Math.max(height, (tall.at(-1) ?? 0) + height))
    : 0
  const lefts = grid.map((left) => spacing.border + outerY + left)
  const tops = tall.map((top) => spacing.border + (headings === 0 ? 0 : headings + 4) + top)
  const right = (lefts.at(-1) ?? 0) + width
  const bottom = (tops.at(-1) ?? 0) + height
  return {
    width: right + Math.max(overhang, sides === 0 ? 0 : sides + 6) + spacing.border,
    lefts,
    tops,
    right,
    bottom,
    foot: bottom + (below.at(-1) ?? 0),
    showX,
    showY,
    oneX,
    oneY,
  }
}
