import type { Values } from './Values.js'

/** a − b, element by element. */
export const subtract = (a: Values, b: Values): Values =>
  a.map((x, i) => x.map((value, j) => value - (b[i]?.[j] as number)))
