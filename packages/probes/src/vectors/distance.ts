import { norm } from './norm.js'
import { plus } from './plus.js'

/** ‖a − b‖₂. */
export const distance = (a: Float64Array, b: Float64Array): number => norm(plus(a, -1, b))
