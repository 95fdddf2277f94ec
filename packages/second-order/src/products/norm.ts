import type { Values } from './Values.js'

const squares = (x: Float32Array): number => x.reduce((sum, value) => sum + value * value, 0)

/** The Euclidean norm over all parameters. */
export const norm = (values: Values): number =>
  Math.hypot(...values.map((x) => Math.sqrt(squares(x))))
