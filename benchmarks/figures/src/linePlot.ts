import { isShown } from './axes/isShown.js'
import { notesOn } from './axes/notesOn.js'
import { panelScales } from './axes/panelScales.js'
import { defaultSize } from './frame/defaultSize.js'
import { drawFigure } from './frame/drawFigure.js'
import { widest } from './frame/widest.js'
import { legend } from './legend/legend.js'
import { lineEntry } from './legend/lineEntry.js'
import { references } from './legend/references.js'
import { used } from './legend/used.js'
import { bandMark } from './marks/bandMark.js'
import { lineMarks } from './marks/lineMarks.js'
import type { LineFigure } from './model/LineFigure.js'
import type { LinePanel } from './model/LinePanel.js'
import { seriesStyle } from './svg/seriesStyle.js'

const valuesOf = ({ lines, references: across = [] }: LinePanel) => ({
  x: [
    ...lines.flatMap(({ x }) => Array.from(x)),
    ...across.flatMap(({ axis, value }) => (axis === 'x' ? [value] : [])),
  ],
  y: [
    ...lines.flatMap(({ y, lower = [], upper = [] }) =>
      [y, lower, upper].flatMap((values) => Array.from(values)),
    ),
    ...across.flatMap(({ axis, value }) => (axis === 'y' ? [value] : [])),
  ],
})

/**
 * Draws lines, with bands around them if they have any, in a grid of panels, as a standalone SVG.
 *
 * NaN and infinities leave gaps. What isn't drawn is counted in the drawing's description.
 *
 * @throws if a line's series isn't one of the figure's, its arrays differ in length, or a domain
 *   doesn't increase
 *
 * @example
 * import { linePlot } from '@momenta/bench-figures'
 *
 * const svg = linePlot({
 *   id: 'loss',
 *   title: 'Loss of Adam',
 *   x: { label: 'step', scale: 'linear' },
 *   y: { label: 'loss', scale: 'log' },
 *   series: ['Adam'],
 *   panels: [[{ lines: [{ series: 'Adam', x: [0, 1, 2], y: [1, 0.1, 0] }] }]],
 * })
 * svg.includes('Not drawn: 1 value not positive on a log axis.') // => true
 */
export const linePlot = (figure: LineFigure): string => {
  const style = seriesStyle(figure)
  const size = figure.panelSize ?? defaultSize(widest(figure.panels), 0.68)
  const scales = panelScales(figure, size, valuesOf)
  const across = references(figure.panels)
  const lines = figure.panels.flat().flatMap((panel) => panel.lines)
  return drawFigure(figure, {
    size,
    cellOf: (panel) => ({
      ...scales(panel),
      title: panel.title ?? '',
      empty: !panel.lines.some(({ y }) =>
        Array.from(y).some((value) => isShown(panel.y ?? figure.y, value)),
      ),
      gridLines: true,
      marks: (area) => [
        ...panel.lines.map((line) => bandMark(line, style(line.series), area)),
        ...across.marks(panel.references ?? [], area),
        ...panel.lines.map((line) => lineMarks(line, style(line.series), area)),
      ],
    }),
    footers: [
      legend([
        ...used(figure.series, lines).map((name) => {
          const own = lines.filter(({ series }) => series === name)
          return lineEntry(name, style(name), {
            band: own.some(({ lower, upper }) => lower !== undefined && upper !== undefined),
            marked: own.some(({ marked }) => marked === true),
          })
        }),
        ...across.entries,
      ]),
    ],
    notes: notesOn(
      figure.panels.flat().flatMap((panel) =>
        panel.lines.flatMap(({ x, y }) => [
          { axis: panel.x ?? figure.x, values: x },
          { axis: panel.y ?? figure.y, values: y },
        ]),
      ),
    ),
  })
}
