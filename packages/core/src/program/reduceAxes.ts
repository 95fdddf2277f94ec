import { product } from './product.js'
import type { Reducer } from './Reduction.js'
import { reduceValues } from './reduceValues.js'

/** How elements along axes of a leaf are reduced to one. */
export type LineReducer = 'sum' | 'mean' | 'maximum'

/**
 * The shape of a leaf that was reduced over axes: these have length 1.
 *
 * @throws RangeError if an axis is not one of the leaf.
 *
 * @example
 * import { reducedShape } from '@momenta/core/program'
 *
 * reducedShape([2, 3], [1]) // => [2, 1]
 */
export const reducedShape = (
  shape: readonly number[],
  axes: readonly number[],
): readonly number[] => {
  const other = axes.find((axis) => !Number.isInteger(axis) || axis < 0 || axis >= shape.length)
  if (other !== undefined)
    throw new RangeError(
      `step: a reduction of a leaf of shape [${shape.join(', ')}] must be over its axes, got ${other}`,
    )
  return shape.map((length, axis) => (axes.includes(axis) ? 1 : length))
}

/** How far each axis moves in the result: not at all if it is reduced. */
const stepsOf = (reduced: readonly number[], axes: readonly number[]): readonly number[] =>
  reduced.map((_, axis) => (axes.includes(axis) ? 0 : product(reduced.slice(axis + 1))))

/** Calls a function with the offset in the result of each run along the last axis, in order. */
const eachRun = (
  lengths: readonly number[],
  steps: readonly number[],
  call: (offset: number) => void,
  axis = 0,
  offset = 0,
): void => {
  if (axis === lengths.length) call(offset)
  for (let i = 0; i < (lengths[axis] ?? 0); i++)
    eachRun(lengths, steps, call, axis + 1, offset + i * (steps[axis] as number))
}

/** Reduces runs to one number each, and joins it to the result. */
const joinRun = (by: Reducer, run: Float32Array | Float64Array, into: Float64Array, at: number) => {
  const value = reduceValues(by, run)
  const was = into[at] as number
  into[at] = by === 'maximum' ? Math.max(was, value) : was + value
}

/** Joins the elements of a run to as many results. */
const joinElements = (
  by: Reducer,
  run: Float32Array | Float64Array,
  into: Float64Array,
  at: number,
) => {
  if (by === 'maximum')
    for (let j = 0; j < run.length; j++)
      into[at + j] = Math.max(into[at + j] as number, run[j] as number)
  else for (let j = 0; j < run.length; j++) (into[at + j] as number) += run[j] as number
}

/**
 * Reduces a leaf over axes, in float64. This order of additions is the definition: runs along the
 * last axis are added up one after the other, as they lie in memory. If the last axis is reduced,
 * each run is first reduced by itself, as `reduceValues` does. A mean is the sum divided by the
 * number of elements.
 *
 * A maximum is NaN if an element is. Reductions of no elements are 0.
 *
 * @param shape - The shape of the leaf.
 * @param axes - The axes that are reduced; they have length 1 in the result.
 * @throws RangeError if an axis is not one of the leaf.
 *
 * @example
 * import { reduceAxes } from '@momenta/core/program'
 *
 * const matrix = Float64Array.of(1, 2, 3, 4, 5, 6)
 * reduceAxes('sum', matrix, [2, 3], [1]) // => [6, 15]
 * reduceAxes('mean', matrix, [2, 3], [0]) // => [2.5, 3.5, 4.5]
 * reduceAxes('maximum', matrix, [2, 3], [0, 1]) // => [6]
 */
export const reduceAxes = (
  by: LineReducer,
  values: Float32Array | Float64Array,
  shape: readonly number[],
  axes: readonly number[],
): Float64Array => {
  const reduced = reducedShape(shape, axes)
  const size = product(shape)
  const result = new Float64Array(product(reduced))
  if (size === 0) return result
  const join: Reducer = by === 'maximum' ? 'maximum' : 'sum'
  if (by === 'maximum') result.fill(Number.NEGATIVE_INFINITY)
  const last = shape.length - 1
  const length = shape[last] ?? 1
  const joinNext = axes.includes(last) ? joinRun : joinElements
  let from = 0
  eachRun(shape.slice(0, -1), stepsOf(reduced, axes).slice(0, -1), (offset) => {
    joinNext(join, values.subarray(from, from + length), result, offset)
    from += length
  })
  if (by === 'mean') {
    const count = size / result.length
    for (let i = 0; i < result.length; i++) (result[i] as number) /= count
  }
  return result
}
