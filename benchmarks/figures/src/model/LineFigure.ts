import type { Axis } from './Axis.js'
import type { Figure } from './Figure.js'
import type { LinePanel } from './LinePanel.js'

/** The input of {@link linePlot}. */
export type LineFigure = Figure<LinePanel, Axis, Axis>
