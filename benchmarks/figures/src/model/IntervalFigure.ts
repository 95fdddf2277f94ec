import type { Axis } from './Axis.js'
import type { CategoryAxis } from './CategoryAxis.js'
import type { Figure } from './Figure.js'
import type { IntervalPanel } from './IntervalPanel.js'

/** The input of {@link intervalPlot}. */
export type IntervalFigure = Figure<IntervalPanel, Axis | CategoryAxis, Axis>
