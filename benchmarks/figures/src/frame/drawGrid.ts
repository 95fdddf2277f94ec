import type { Size } from '../model/Size.js'
import type { Area } from '../svg/Area.js'
import { element } from '../svg/element.js'
import type { Cell } from './Cell.js'
import { drawAxes } from './drawAxes.js'
import { drawPanel } from './drawPanel.js'
import { drawPanelTitles } from './drawPanelTitles.js'
import type { Layout } from './Layout.js'

/** The panels of a grid with their axes. */
export const drawGrid = (
  cells: readonly (readonly Cell[])[],
  layout: Layout,
  size: Size,
): readonly string[] =>
  cells.flatMap((row, r) =>
    row.map((cell, c) => {
      const [left, top] = [layout.lefts[c] as number, layout.tops[r] as number]
      const area: Area = {
        left,
        top,
        ...size,
        x: (value) => left + size.width * cell.x.fraction(value),
        y: (value) => top + size.height * (1 - cell.y.fraction(value)),
      }
      return element('g', { class: 'panel' }, [
        ...drawPanel(cell, area),
        ...drawAxes(cell, area, { x: layout.showX(r, c), y: layout.showY(r, c) }),
        ...drawPanelTitles(cell, [r, c], layout, size),
      ])
    }),
  )
