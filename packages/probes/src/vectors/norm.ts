import { dot } from './dot.js'

/** ‖a‖₂ in float64. */
export const norm = (a: Float64Array): number => Math.sqrt(dot(a, a))
