import type { Values } from './Values.js'

/** Number by number. */
export const minus = (a: Values, b: Values): Values =>
  a.map((x, i) => x.map((value, j) => value - (b[i]?.[j] as number)))
