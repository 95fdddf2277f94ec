import type { Reducer } from './Reduction.js'

const lanes = 8

/**
 * The number of partial results of a reduction: the lanes, and the elements after the last group.
 */
export const partials = 2 * lanes

/** What partial results are before the first element. */
export const startOf = (by: Reducer): number => (by === 'maximum' ? Number.NEGATIVE_INFINITY : 0)

/** Partial results before the first element. */
export const newPartials = (by: Reducer): Float64Array =>
  new Float64Array(partials).fill(startOf(by))

const add = (a: number, b: number): number => a + b

/**
 * The result of a reduction, from partial results: element i of the complete groups of eight is in
 * partial i mod 8, the remaining elements are in those from 8 on, in their order.
 *
 * The eight are combined as ((p0+p4)+(p2+p6)) + ((p1+p5)+(p3+p7)), and the remaining elements are
 * added one by one. 0 for a leaf without elements.
 *
 * @param from - Where the partial results start in the list.
 */
export const combinePartials = (
  by: Reducer,
  p: ArrayLike<number>,
  size: number,
  from = 0,
): number => {
  if (size === 0) return 0
  const join = by === 'maximum' ? Math.max : add
  const pair = (lane: number) => join(p[from + lane] as number, p[from + lane + 4] as number)
  let result = join(join(pair(0), pair(2)), join(pair(1), pair(3)))
  for (let i = 0; i < size % lanes; i++) result = join(result, p[from + lanes + i] as number)
  return result
}

/**
 * Reduces numbers to their sum, their maximum or the sum of their squares, in float64 and eight
 * lanes. This order is the definition: every other implementation must return the same bits,
 * because plans decide trajectories from the results.
 *
 * Squares of float32 numbers are exact in float64 and cannot overflow. A maximum is NaN if an
 * element is.
 *
 * @example
 * import { reduceValues } from '@momenta/core/program'
 *
 * reduceValues('squares', [3, 4]) // => 25
 * reduceValues('maximum', [3, 4]) // => 4
 * reduceValues('sum', []) // => 0
 */
export const reduceValues = (by: Reducer, values: ArrayLike<number>): number => {
  const size = values.length
  const whole = size - (size % lanes)
  const p = newPartials(by)
  for (let i = 0; i < size; i++) {
    const lane = i < whole ? i % lanes : lanes + i - whole
    const n = values[i] as number
    const was = p[lane] as number
    p[lane] = by === 'maximum' ? Math.max(was, n) : was + (by === 'sum' ? n : n * n)
  }
  return combinePartials(by, p, size)
}
