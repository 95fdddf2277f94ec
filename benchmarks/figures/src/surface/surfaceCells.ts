import { numericScale } from '../axes/numericScale.js'
import type { Cell } from '../frame/Cell.js'
import { defaultSize } from '../frame/defaultSize.js'
import { widest } from '../frame/widest.js'
import type { AxisLabel } from '../model/AxisLabel.js'
import type { Figure } from '../model/Figure.js'
import type { Size } from '../model/Size.js'
import type { Surface } from '../model/Surface.js'
import type { Area } from '../svg/Area.js'
import { element } from '../svg/element.js'
import type { Background } from './Background.js'
import { backgroundsOf } from './backgroundsOf.js'
import { contourMarks } from './contourMarks.js'
import { minimaMarks } from './minimaMarks.js'

type Panel = { readonly title?: string; readonly surface: Surface }

type SurfaceCells<P> = {
  readonly size: Size
  readonly backgrounds: readonly Background[]
  /** the contours, drawn once for all the panels that show them */
  readonly shared: readonly string[]
  readonly cellOf: (panel: P, marks: (area: Area) => readonly string[]) => Cell
}

/**
 * What figures over surfaces share: the panels with their contours, under the marks of each plot.
 */
export const surfaceCells = <P extends Panel>(
  figure: Figure<P, AxisLabel, AxisLabel>,
): SurfaceCells<P> => {
  const surfaces = figure.panels.flat().map(({ surface }) => surface)
  const aspect =
    (surfaces[0]?.y ?? [0, 1]).reduce((a, b) => b - a) /
    (surfaces[0]?.x ?? [0, 1]).reduce((a, b) => b - a)
  const size = figure.panelSize ?? defaultSize(widest(figure.panels), aspect)
  const backgrounds = backgroundsOf(figure.id, surfaces, size)
  const scale = (domain: readonly [number, number], side: 'x' | 'y') =>
    numericScale(
      { label: figure[side].label, scale: 'linear', domain },
      [],
      side === 'x' ? size.width : size.height,
      side,
    )
  return {
    size,
    backgrounds: [...backgrounds.values()],
    shared: [...backgrounds.values()].map((background) => contourMarks(background, size)),
    cellOf: ({ title = '', surface }, marks) => {
      const background = backgrounds.get(surface) as Background
      return {
        title,
        x: scale(surface.x, 'x'),
        y: scale(surface.y, 'y'),
        empty: !background.samples.values.some(Number.isFinite),
        gridLines: false,
        marks: (area) => [
          element('use', { href: `#${background.id}`, x: area.left, y: area.top }),
          ...minimaMarks(surface, area),
          ...marks(area),
        ],
      }
    },
  }
}
