import type { Axis } from './Axis.js'

/** An estimate with its interval in a row of its own. */
export type ForestRow = {
  readonly label: string
  readonly value: number
  readonly low: number
  readonly high: number
  /** one of the figure's kinds */
  readonly kind: string
  /** the numbers as text, at the end of the row */
  readonly numbers: string
}

/** How the rows of a kind look. */
export type ForestKind = {
  readonly name: string
  readonly colour: string
  readonly marker: 'circle' | 'square' | 'ring'
}

/** The input of {@link forestPlot}. */
export type ForestFigure = {
  /** unique on the page, and the stem of the file's name */
  readonly id: string
  /** the accessible name of the drawing */
  readonly title: string
  /** the axis of the estimates, which always shows zero */
  readonly x: Axis
  readonly kinds: readonly ForestKind[]
  readonly groups: readonly { readonly title: string; readonly rows: readonly ForestRow[] }[]
  /** of the drawing in pixels; below 600 the labels are above the rows */
  readonly width: number
}
