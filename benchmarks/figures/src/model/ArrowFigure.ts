import type { ArrowPanel } from './ArrowPanel.js'
import type { AxisLabel } from './AxisLabel.js'
import type { Figure } from './Figure.js'

/** The input of {@link arrowPlot}; the domains are those of the surfaces. */
export type ArrowFigure = Figure<ArrowPanel, AxisLabel, AxisLabel>
