import { worstOf } from './deviation.js'
import type { Trajectory } from './ReferenceFile.js'
import type { Taken } from './takeStep.js'

/**
 * How far the evaluations of a step after the first are from those of the file, their points and
 * losses; infinite if their number differs.
 */
export const evaluationDeviation = (
  further: readonly Taken[],
  wanted: Trajectory['steps'][number]['evals'],
  tol: number,
): number => {
  if (wanted === undefined) return 0
  if (further.length !== wanted.length) return Number.POSITIVE_INFINITY
  return Math.max(
    worstOf(
      further.map(({ point }) => point.flatMap((leaf) => Array.from(leaf))),
      wanted.map(({ x }) => x),
      tol,
    ),
    worstOf(
      further.map(({ value }) => [value]),
      wanted.map(({ loss }) => [loss]),
      tol,
    ),
  )
}
