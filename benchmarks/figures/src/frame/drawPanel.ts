import type { Area } from '../svg/Area.js'
import { element } from '../svg/element.js'
import { textBlock } from '../svg/textBlock.js'
import { fontSize } from '../text/fontSize.js'
import type { Cell } from './Cell.js'

const gridLines = (cell: Cell, { left, top, width, height, x, y }: Area): string =>
  element('path', {
    d: [
      ...(cell.x.names ? [] : cell.x.ticks).map(
        ({ value }) => `M${x(value).toFixed(2)},${top.toFixed(2)}v${height}`,
      ),
      ...cell.y.ticks.map(({ value }) => `M${left.toFixed(2)},${y(value).toFixed(2)}h${width}`),
    ].join(''),
    stroke: '#e6e6e6',
    fill: 'none',
  })

/** The inside of a panel, from the grid lines to the frame. */
export const drawPanel = (cell: Cell, area: Area): readonly string[] => {
  const { left: x, top: y, width, height } = area
  const middle = { x: x + width / 2, y: y + height / 2 - fontSize.label * 0.6 }
  return [
    cell.gridLines ? gridLines(cell, area) : '',
    ...cell.marks(area),
    element('rect', { class: 'frame', x, y, width, height, fill: 'none', stroke: '#333' }),
    cell.empty ? textBlock(['no data'], { ...middle, size: fontSize.label, anchor: 'middle' }) : '',
  ]
}
