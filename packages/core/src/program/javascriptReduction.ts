import { loopOf } from './javascript.js'
import type { Reducer, Reduction } from './Reduction.js'
import type { Rounding } from './Rounding.js'
import { combinePartials, newPartials } from './reduceValues.js'

/** Reduces one leaf: one number for each output. */
export type ReductionFunction = (
  scalars: ArrayLike<number>,
  loads: readonly ArrayLike<number>[],
  size: number,
) => readonly number[]

/** Adds an element to partial results. */
type Loop = (
  scalars: ArrayLike<number>,
  loads: readonly ArrayLike<number>[],
  outputs: readonly Float64Array[],
  size: number,
) => void

/** The partial result of element i of a run. */
export const lane = '[i<size-(size&7)?i&7:8+i-size+(size&7)]'

/** Joins a value to a partial result. */
export const joins: { readonly [B in Reducer]: (partial: string, value: string) => string } = {
  sum: (partial, value) => `${partial}+=${value}`,
  squares: (partial, value) => `${partial}+=${value}*${value}`,
  maximum: (partial, value) => `${partial}=Math.max(${partial},${value})`,
}

/** Makes the function of a reduction from a loop that fills partial results. */
export const reducing =
  ({ outputs }: Reduction, loop: Loop): ReductionFunction =>
  (scalars, loads, size) => {
    const partials = outputs.map(({ by }) => newPartials(by))
    loop(scalars, loads, partials, size)
    return outputs.map(({ by }, i) => combinePartials(by, partials[i] as Float64Array, size))
  }

/**
 * Compiles a reduction to JavaScript; the same bits as `reduceValues` of the expressions.
 *
 * @throws EvalError if a page's policy forbids code generation.
 */
export const javascriptReduction = (
  reduction: Reduction,
  rounding: Rounding,
): ReductionFunction => {
  const { outputs } = reduction
  const code = loopOf(
    reduction,
    outputs.map(({ node }) => node),
    rounding,
    (value, array, i) =>
      joins[(outputs[i] as Reduction['outputs'][number]).by](`${array}${lane}`, value),
  )
  const loop = new Function('scalars', 'loads', 'outputs', 'size', code) as Loop
  return reducing(reduction, loop)
}
