import type { Case, Step } from '../cases/Case.js'
import { numbersOf } from '../cases/numbersOf.js'

/** How steep the bowl is in a leaf. */
export const curvature = (leaf: number): number => 1 + (leaf % 3)

/**
 * The gradient of one leaf in float64: the numbers of the step, or the bowl's around them, Σ c (w −
 * t)²/2.
 */
export const gradientOf = (
  { loss }: Case,
  { numbers }: Step,
  leaf: number,
  w: ArrayLike<number>,
  microbatch: number,
): Float64Array => {
  const t = numbersOf(numbers, leaf, w.length, microbatch)
  return Float64Array.from(t, (n, i) =>
    loss === 'given' ? n : curvature(leaf) * ((w[i] as number) - n),
  )
}
