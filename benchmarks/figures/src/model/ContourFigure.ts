import type { AxisLabel } from './AxisLabel.js'
import type { ContourPanel } from './ContourPanel.js'
import type { Figure } from './Figure.js'

/** The input of {@link contourPlot}; the domains are those of the surfaces. */
export type ContourFigure = Figure<ContourPanel, AxisLabel, AxisLabel>
