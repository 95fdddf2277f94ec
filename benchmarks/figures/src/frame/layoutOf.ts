import type { AxisLabel } from '../model/AxisLabel.js'
import type { Figure } from '../model/Figure.js'
import type { Size } from '../model/Size.js'
import { paragraphHeight } from '../svg/paragraphHeight.js'
import { fontSize } from '../text/fontSize.js'
import type { Cell } from './Cell.js'
import { edges } from './edges.js'
import type { Layout } from './Layout.js'
import { most } from './most.js'
import { spacing } from './spacing.js'
import { tickExtent } from './tickExtent.js'
import { tickLabels } from './tickLabels.js'
import { widest } from './widest.js'

const isSame = (values: readonly string[]): boolean => new Set(values).size <= 1

const withGap = (height: number): number => (height === 0 ? 0 : height + spacing.text)

const titleHeight = (text: string, room: number): number =>
  withGap(paragraphHeight(text, room, fontSize.label))

const headingHeight = (text: string, room: number): number =>
  withGap(paragraphHeight(text, room, fontSize.heading))

/** Where everything goes, so that nothing overlaps: the room is measured from the texts. */
export const layoutOf = (
  figure: Figure<unknown, AxisLabel, AxisLabel>,
  cells: readonly (readonly Cell[])[],
  { width, height }: Size,
): Layout => {
  const all = cells.flat()
  const [sameX, sameY] = [isSame(all.map(({ x }) => x.key)), isSame(all.map(({ y }) => y.key))]
  const [oneX, oneY] = [isSame(all.map(({ x }) => x.label)), isSame(all.map(({ y }) => y.label))]
  const showX = (row: number, column: number): boolean =>
    !sameX || cells.slice(row + 1).every((below) => below[column] === undefined)
  const showY = (_: number, column: number): boolean => !sameY || column === 0

  // half of a tick label extends beyond its panel on either side
  const overhang = most(all.map(({ x }) => (x.names ? 0 : tickExtent(x) / 2)))
  const leftOf = (cell: Cell, row: number, column: number): number =>
    Math.max(overhang, showY(row, column) ? tickExtent(cell.y) + spacing.tick : 0) +
    (oneY ? 0 : titleHeight(cell.y.label, height))
  const belowOf = (cell: Cell, row: number, column: number): number =>
    (showX(row, column) ? tickLabels(cell.x, width).height + spacing.tick : 0) +
    (oneX ? 0 : titleHeight(cell.x.label, width))

  const before = Array.from({ length: widest(cells) }, (_, column) =>
    most(
      cells.map((row, r) => {
        const cell = row[column]
        return cell === undefined ? 0 : leftOf(cell, r, column)
      }),
    ),
  )
  const above = cells.map((row) => most(row.map(({ title }) => headingHeight(title, width))))
  const below = cells.map((row, r) => most(row.map((cell, c) => belowOf(cell, r, c))))
  const columnHeads = most((figure.columns ?? []).map((text) => headingHeight(text, width)))
  const rowHeads = most((figure.rows ?? []).map((text) => headingHeight(text, height)))

  const columnEdges = edges(
    before,
    width,
    before.map(() => spacing.gap),
  )
  const rowEdges = edges(
    above,
    height,
    below.map((room) => room + spacing.gap),
  )
  const [spanX, spanY] = [(columnEdges.at(-1) ?? 0) + width, (rowEdges.at(-1) ?? 0) + height]
  const left =
    spacing.border + (oneY ? titleHeight(all[0]?.y.label ?? '', spanY - (rowEdges[0] ?? 0)) : 0)
  const top = spacing.border + columnHeads
  const foot = top + spanY + (below.at(-1) ?? 0)
  return {
    width: left + spanX + Math.max(overhang, rowHeads) + spacing.border,
    lefts: columnEdges.map((edge) => left + edge),
    tops: rowEdges.map((edge) => top + edge),
    right: left + spanX,
    bottom: top + spanY,
    foot,
    end:
      foot +
      (oneX ? titleHeight(all[0]?.x.label ?? '', spanX - (columnEdges[0] ?? 0)) : 0) +
      spacing.tick,
    showX,
    showY,
    oneX,
    oneY,
  }
}
