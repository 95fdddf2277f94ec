import type { Area } from '../svg/Area.js'
import { element } from '../svg/element.js'
import { tenth } from '../svg/round.js'
import { textBlock } from '../svg/textBlock.js'
import { fontSize } from '../text/fontSize.js'
import type { Cell } from './Cell.js'
import { tickLabels } from './tickLabels.js'

type Shown = { readonly x: boolean; readonly y: boolean }

const size = fontSize.tick

/** The ticks of a panel, and their labels where they are shown. */
export const drawAxes = (cell: Cell, area: Area, shown: Shown): readonly string[] => {
  const bottom = area.top + area.height
  const { lines, turned } = tickLabels(cell.x, area.width)
  const ticks = [
    ...cell.x.ticks.map(({ value }) => `M${tenth(area.x(value))},${tenth(bottom)}v4`),
    ...cell.y.ticks.map(({ value }) => `M${tenth(area.left)},${tenth(area.y(value))}h-4`),
  ]
  return [
    element('path', { d: ticks.join(''), stroke: '#333' }),
    ...cell.x.ticks.flatMap(({ value }, place) => {
      const x = area.x(value)
      const at = turned
        ? { x: x - size * 0.6, y: bottom + 6, size, anchor: 'end' as const, turn: -90 }
        : { x, y: bottom + 6, size, anchor: 'middle' as const }
      return shown.x ? [textBlock(lines[place] ?? [], at)] : []
    }),
    ...cell.y.ticks.flatMap(({ value, text }) => {
      const y = area.y(value)
      const at = { x: area.left - 7, y: y - size * 0.58, size, anchor: 'end' as const }
      return shown.y ? [textBlock([text], at)] : []
    }),
  ]
}
