import type { Case, Step } from '../cases/Case.js'
import { numbersOf } from '../cases/numbersOf.js'
import { curvature } from './gradientOf.js'

/** Whether the last part of a case evaluates the loss at other points. */
export const isSearching = ({ chain }: Case): boolean =>
  chain.some(({ kind }) => kind === 'searches')

/**
 * The loss of a step at these leaves: Σ t w or Σ c (w − t)²/2, added up on the host, so that every
 * backend has the same. Where no part compares losses, a number that does not depend on the leaves.
 */
export const lossOf = (
  one: Case,
  { numbers }: Step,
  leaves: readonly ArrayLike<number>[],
  microbatch: number,
): number => {
  if (!isSearching(one)) return numbers.seed
  return leaves.reduce((loss, w, leaf) => {
    const t = numbersOf(numbers, leaf, w.length, microbatch)
    return t.reduce((sum, n, i) => {
      const at = w[i] as number
      return sum + (one.loss === 'given' ? n * at : (curvature(leaf) / 2) * (at - n) ** 2)
    }, loss)
  }, 0)
}
