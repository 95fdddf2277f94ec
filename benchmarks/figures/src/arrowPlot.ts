import { drawFigure } from './frame/drawFigure.js'
import { arrowEntry } from './legend/arrowEntry.js'
import { colourBar } from './legend/colourBar.js'
import { legend } from './legend/legend.js'
import { minimumEntries } from './legend/minimumEntries.js'
import { used } from './legend/used.js'
import { arrowMark } from './marks/arrowMark.js'
import type { Arrow } from './model/Arrow.js'
import type { ArrowFigure } from './model/ArrowFigure.js'
import { surfaceCells } from './surface/surfaceCells.js'
import { seriesStyle } from './svg/seriesStyle.js'
import { formatNumber } from './text/formatNumber.js'
import { plural } from './text/plural.js'

const isDrawn = ({ dx, dy }: Arrow): boolean => Number.isFinite(dx) && Number.isFinite(dy)

// of the panel's width or height, whichever the arrow reaches first
const reach = 0.4

/**
 * Draws vectors at a point of a surface, such as a memory and its mean, in a grid of panels, as a
 * standalone SVG.
 *
 * All the arrows of a figure have one scale: the longest spans two fifths of its panel.
 *
 * @throws if an arrow's series isn't one of the figure's
 */
export const arrowPlot = (figure: ArrowFigure): string => {
  const style = seriesStyle(figure)
  const { size, shared, cellOf, backgrounds } = surfaceCells(figure)
  const panels = figure.panels.flat()
  const all = panels.flatMap(({ arrows }) => arrows)
  const spans = panels.flatMap(({ surface: { x, y }, arrows }) =>
    arrows
      .filter(isDrawn)
      .map(({ dx, dy }) => Math.max(Math.abs(dx) / (x[1] - x[0]), Math.abs(dy) / (y[1] - y[0]))),
  )
  const longest = spans.reduce((a, b) => Math.max(a, b), 0)
  // below that the quotient overflows
  const stretch = longest > 1e-300 ? reach / longest : 1
  const dropped = all.filter((arrow) => !isDrawn(arrow)).length
  return drawFigure(figure, {
    size,
    shared,
    cellOf: (panel) =>
      cellOf(panel, (area) =>
        panel.arrows
          .filter(isDrawn)
          .map((arrow) => arrowMark(arrow, panel.from, stretch, style(arrow.series), area)),
      ),
    footers: [
      colourBar(backgrounds),
      legend([
        ...used(figure.series, all).map((name) =>
          arrowEntry(
            name,
            style(name),
            all.find(({ series }) => series === name)?.weight ?? 'thin',
          ),
        ),
        ...minimumEntries(panels),
      ]),
    ],
    notes: [
      `Arrows are drawn at ${formatNumber(stretch, 3)} times their length in the units of the axes.`,
      dropped === 0 ? '' : `Not drawn: ${plural(dropped, 'arrow')} not finite.`,
    ],
  })
}
