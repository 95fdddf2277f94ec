import type { Scale } from '../axes/Scale.js'
import type { Area } from '../svg/Area.js'

/** A panel ready to draw. */
export type Cell = {
  readonly title: string
  readonly x: Scale
  readonly y: Scale
  /** nothing to show: the panel says so */
  readonly empty: boolean
  readonly gridLines: boolean
  readonly marks: (area: Area) => readonly string[]
}
