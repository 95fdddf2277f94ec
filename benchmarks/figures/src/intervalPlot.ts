import { extent } from 'd3-array'
import { isShown } from './axes/isShown.js'
import { notesOn } from './axes/notesOn.js'
import { panelScales } from './axes/panelScales.js'
import { placeOn } from './axes/placeOn.js'
import { defaultSize } from './frame/defaultSize.js'
import { drawFigure } from './frame/drawFigure.js'
import { widest } from './frame/widest.js'
import { intervalEntry } from './legend/intervalEntry.js'
import { legend } from './legend/legend.js'
import { references } from './legend/references.js'
import { used } from './legend/used.js'
import { dodge } from './marks/dodge.js'
import { intervalMark } from './marks/intervalMark.js'
import type { Axis } from './model/Axis.js'
import type { CategoryAxis } from './model/CategoryAxis.js'
import type { Interval } from './model/Interval.js'
import type { IntervalFigure } from './model/IntervalFigure.js'
import type { IntervalPanel } from './model/IntervalPanel.js'
import { seriesStyle } from './svg/seriesStyle.js'

const isDrawn = ({ value, low, high }: Interval): boolean =>
  [value, low, high].every(Number.isFinite)

/**
 * Draws estimates with their intervals, side by side where series share an x, in a grid of panels,
 * as a standalone SVG.
 *
 * @throws if an interval's series isn't one of the figure's, its x isn't on the axis, or a domain
 *   doesn't increase
 */
export const intervalPlot = (figure: IntervalFigure): string => {
  const style = seriesStyle(figure)
  const size = figure.panelSize ?? defaultSize(widest(figure.panels), 0.68)
  const panels = figure.panels.flat()
  const all = panels.flatMap(({ intervals }) => intervals)
  const xOf = (panel: IntervalPanel): Axis | CategoryAxis => panel.x ?? figure.x
  const scales = panelScales(figure, size, (panel) => ({
    x: dodge.room(
      panel.intervals.map(({ x }) => placeOn(xOf(panel), x)),
      xOf(panel),
    ),
    y: [
      ...panel.intervals.filter(isDrawn).flatMap(({ value, low, high }) => [value, low, high]),
      ...(panel.references ?? []).flatMap(({ axis, value }) => (axis === 'y' ? [value] : [])),
    ],
  }))
  const across = references(figure.panels)
  const names = used(figure.series, all)
  const [minimum, maximum] = extent(all, ({ n }) => n)
  return drawFigure(figure, {
    size,
    cellOf: (panel) => ({
      ...scales(panel),
      title: panel.title ?? '',
      empty: !panel.intervals.some(
        (interval) => isDrawn(interval) && isShown(panel.y ?? figure.y, interval.high),
      ),
      gridLines: true,
      marks: (area) => {
        const places = panel.intervals.map(({ x }) => area.x(placeOn(xOf(panel), x)))
        const step = dodge.step(places, size.width, names.length)
        return [
          ...across.marks(panel.references ?? [], area),
          ...panel.intervals.map((interval, k) => {
            const place = places[k] as number
            const shift = (names.indexOf(interval.series) - (names.length - 1) / 2) * step
            return isDrawn(interval) && place >= area.left && place <= area.left + area.width
              ? intervalMark(
                  interval,
                  place + shift,
                  Math.min(4, step / 2.5),
                  style(interval.series),
                  area,
                )
              : ''
          }),
        ]
      },
    }),
    footers: [
      legend([...names.map((name) => intervalEntry(name, style(name))), ...across.entries]),
    ],
    notes: [
      minimum === undefined
        ? ''
        : `Sample sizes: n = ${minimum === maximum ? minimum : `${minimum} to ${maximum}`}.`,
      ...notesOn(
        panels.map((panel) => ({
          axis: panel.y ?? figure.y,
          values: panel.intervals.map((each) => (isDrawn(each) ? each.value : Number.NaN)),
        })),
      ),
    ],
  })
}
