import type { Levels } from './Levels.js'
import type { Point } from './Point.js'

/** A function of the plane over a rectangle. */
export type Surface = {
  /** its name in the legend */
  readonly label: string
  readonly value: (x: number, y: number) => number
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
  readonly levels: Levels
  /** known minima, drawn as diamonds */
  readonly minima?: readonly Point[]
}
