import type { Point } from './Line.js'

/** The minimum of the cubic with the values and slopes of two points; NaN if there is none. */
const minimum = (a: Point, b: Point): number => {
  const d = a.slope + b.slope - (3 * (a.value - b.value)) / (a.step - b.step)
  const root = Math.sqrt(d * d - a.slope * b.slope)
  return a.step <= b.step
    ? b.step - (b.step - a.step) * ((b.slope + root - d) / (b.slope - a.slope + 2 * root))
    : a.step - (a.step - b.step) * ((a.slope + root - d) / (a.slope - b.slope + 2 * root))
}

/**
 * The minimum of the cubic with the values and slopes of two points, inside bounds; the middle if
 * the cubic has none.
 */
export const cubicStep = (
  a: Point,
  b: Point,
  least = Math.min(a.step, b.step),
  most = Math.max(a.step, b.step),
): number => {
  const step = minimum(a, b)
  return Number.isNaN(step) ? (least + most) / 2 : Math.min(Math.max(step, least), most)
}
