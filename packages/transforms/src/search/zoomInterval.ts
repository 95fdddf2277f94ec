import type { Point } from './Line.js'

/** An interval that holds a step to be found: the end with the smaller loss, and the other. */
export interface Interval {
  readonly low: Point
  readonly high: Point
  /** A third point, for the cubic. */
  readonly other: Point
}

/** The minimum of the cubic with the value and slope of one point and the values of two others. */
const cubicMinimum = ({ low, high, other }: Interval): number => {
  const [b, c] = [high.step - low.step, other.step - low.step]
  const divisor = (b * c) ** 2 * (b - c)
  const rises = [high.value - low.value - low.slope * b, other.value - low.value - low.slope * c]
  const [p, q] = rises as [number, number]
  const cubic = (c ** 2 * p - b ** 2 * q) / divisor
  const square = (-(c ** 3) * p + b ** 3 * q) / divisor
  const root = Math.sqrt(square * square - 3 * cubic * low.slope)
  return low.step + (-square + root) / (3 * cubic)
}

/** The minimum of the parabola with the value and slope of one point and the value of another. */
const quadraticMinimum = ({ low, high }: Interval): number => {
  const b = high.step - low.step
  return low.step - low.slope / (2 * ((high.value - low.value - low.slope * b) / b ** 2))
}

/**
 * The next step to try inside an interval: the minimum of a cubic, of a parabola, or the middle,
 * the first that is well inside. NaN is not.
 */
export const stepInside = (interval: Interval): number => {
  const ends = [interval.low.step, interval.high.step] as const
  const [left, right] = [Math.min(...ends), Math.max(...ends)]
  const isInside = (step: number, share: number): boolean => {
    const margin = share * (right - left)
    return step > left + margin && step < right - margin
  }
  const cubic = cubicMinimum(interval)
  if (isInside(cubic, 0.2)) return cubic
  const quadratic = quadraticMinimum(interval)
  return isInside(quadratic, 0.1) ? quadratic : (ends[0] + ends[1]) / 2
}

/** The interval after a trial inside of it: the part that holds a step to be found. */
export const narrow = ({ low, high }: Interval, trial: Point, isTooLong: boolean): Interval => {
  if (isTooLong || trial.value >= low.value) return { low, high: trial, other: high }
  return trial.slope * (high.step - low.step) >= 0
    ? { low: trial, high: low, other: high }
    : { low: trial, high, other: low }
}
