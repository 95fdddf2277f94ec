import { symbolCircle, symbolSquare } from 'd3-shape'
import { notesOn } from './axes/notesOn.js'
import { drawFigure } from './frame/drawFigure.js'
import { colourBar } from './legend/colourBar.js'
import { legend } from './legend/legend.js'
import { lineEntry } from './legend/lineEntry.js'
import { minimumEntries } from './legend/minimumEntries.js'
import { symbolEntry } from './legend/symbolEntry.js'
import { used } from './legend/used.js'
import { markerLooks } from './marks/markerLooks.js'
import { trajectoryMarks } from './marks/trajectoryMarks.js'
import type { ContourFigure } from './model/ContourFigure.js'
import { surfaceCells } from './surface/surfaceCells.js'
import { seriesStyle } from './svg/seriesStyle.js'

/**
 * Draws trajectories over the filled contours of surfaces, in a grid of panels, as a standalone
 * SVG.
 *
 * @throws if a trajectory's series isn't one of the figure's, or its coordinates differ in number
 *
 * @example
 * import { contourPlot } from '@momenta/bench-figures'
 *
 * const bowl = {
 *   label: 'f(x, y)',
 *   value: (x, y) => x * x + y * y,
 *   x: [-1, 1],
 *   y: [-1, 1],
 *   levels: [0.25, 0.5, 1],
 *   minima: [{ x: 0, y: 0 }],
 * }
 * const svg = contourPlot({
 *   id: 'bowl',
 *   title: 'Descent into a bowl',
 *   x: { label: 'x' },
 *   y: { label: 'y' },
 *   series: ['Adam'],
 *   panels: [[{ surface: bowl, trajectories: [{ series: 'Adam', x: [1, 0], y: [1, 0] }] }]],
 * })
 * svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg" id="bowl"') // => true
 */
export const contourPlot = (figure: ContourFigure): string => {
  const style = seriesStyle(figure)
  const { size, shared, cellOf, backgrounds } = surfaceCells(figure)
  const panels = figure.panels.flat()
  const paths = panels.flatMap(({ trajectories }) => trajectories)
  return drawFigure(figure, {
    size,
    shared,
    cellOf: (panel) => cellOf(panel, (area) => trajectoryMarks(panel.trajectories, style, area)),
    footers: [
      colourBar(backgrounds),
      legend([
        ...used(figure.series, paths).map((name) =>
          lineEntry(name, style(name), { band: false, marked: false }),
        ),
        ...(paths.length > 0
          ? [
              symbolEntry('start', symbolSquare, markerLooks.end),
              symbolEntry('end', symbolCircle, markerLooks.end),
            ]
          : []),
        ...minimumEntries(panels),
      ]),
    ],
    notes: notesOn(
      paths.flatMap(({ x, y }) =>
        [x, y].map((values) => ({ axis: { label: '', scale: 'linear' }, values })),
      ),
    ),
  })
}
