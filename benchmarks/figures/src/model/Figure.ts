import type { Size } from './Size.js'

/** What every figure is made of: a grid of panels `P` whose marks belong to named series. */
export type Figure<P, X, Y> = {
  /** unique on the page, and the stem of the file's name */
  readonly id: string
  /** the accessible name of the drawing (not drawn: the caption has it) */
  readonly title: string
  /** what there is to see, for those who cannot see it */
  readonly description?: string
  /** the x axis of every panel that has none of its own: one domain for all of them */
  readonly x: X
  /** the y axis of every panel that has none of its own: one domain for all of them */
  readonly y: Y
  /**
   * the order of the series: the place of a name decides its colour, dash and marker; the legend
   * leaves out the unused
   */
  readonly series: readonly string[]
  /** whether the series are values of one quantity: then they have shades of one scale */
  readonly ordered?: boolean
  /** rows of panels, from the top; rows may differ in length */
  readonly panels: readonly (readonly P[])[]
  /** headings above the columns */
  readonly columns?: readonly string[]
  /** headings to the right of the rows */
  readonly rows?: readonly string[]
  /** of one panel; by default it shrinks as the columns grow in number */
  readonly panelSize?: Size
}
