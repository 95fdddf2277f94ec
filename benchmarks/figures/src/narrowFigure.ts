import type { AxisLabel } from './model/AxisLabel.js'
import type { Figure } from './model/Figure.js'
import type { Surface } from './model/Surface.js'

type Panel = {
  readonly title?: string
  readonly x?: unknown
  readonly y?: unknown
  readonly surface?: Surface
  readonly lines?: unknown
  readonly intervals?: unknown
}

const [oneColumn, twoColumns] = [270, 132]

const lengthOf = ([minimum, maximum]: readonly [number, number]): number => maximum - minimum

const aspectOf = ({ panelSize, panels }: Figure<Panel, AxisLabel, AxisLabel>): number => {
  if (panelSize !== undefined) return panelSize.height / panelSize.width
  const surface = panels.flat()[0]?.surface
  return surface === undefined ? 0.68 : lengthOf(surface.y) / lengthOf(surface.x)
}

/**
 * The same figure for a screen of 400 pixels: its panels in one column, or in two if they are more
 * than four with common axes. Headings of columns and rows become titles of panels.
 */
export const narrowFigure = <F extends Figure<Panel, AxisLabel, AxisLabel>>(figure: F): F => {
  const { panels, columns = [], rows = [] } = figure
  const flat = panels.flatMap((row, r) =>
    row.map((panel, c) => ({
      ...panel,
      title: [panel.title, columns[c], rows[r]]
        .filter((text) => text !== undefined && text !== '')
        .join(', '),
    })),
  )
  const common = flat.every(({ x, y }) => x === undefined && y === undefined)
  const count = common && flat.length > 4 ? 2 : 1
  const width = count === 2 ? twoColumns : oneColumn
  return {
    ...figure,
    id: `${figure.id}-narrow`,
    columns: [],
    rows: [],
    panelSize: { width, height: Math.round(Math.min(1.2, aspectOf(figure)) * width) },
    panels: Array.from({ length: Math.ceil(flat.length / count) }, (_, k) =>
      flat.slice(k * count, (k + 1) * count),
    ),
  }
}
