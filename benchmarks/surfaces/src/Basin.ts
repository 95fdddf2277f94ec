import type { Descent } from './Descent.js'

/** The basin of a point: the floor below it, and which known minimum that is. */
export type Basin = Descent & {
  /** in `surface.minima`; -1 if the floor is none of them or was not reached */
  readonly index: number
}
