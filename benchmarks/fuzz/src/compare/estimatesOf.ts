import type { LeafOracle, Optimizer } from '@momenta/core'
import { estimate } from '@momenta/core/program'
import type { Case, Step } from '../cases/Case.js'
import { numbersOf } from '../cases/numbersOf.js'
import type { Plant } from '../cases/plant.js'
import { curvature } from '../run/gradientOf.js'
import { asFloat32, type Bounded, bounded, exactly } from './bounded.js'

/**
 * The results of the estimators at a point of float32 numbers, with bounds; leaves are in the order
 * of the names.
 */
export const estimatesOf = (
  one: Case,
  { leaves }: Plant,
  optimizer: Optimizer,
  step: Step,
  at: number,
  point: ReadonlyMap<string, Float32Array>,
): ReadonlyMap<string, Bounded> => {
  const names = [...point.keys()]
  const placeOf = new Map(leaves.map(({ name }, i) => [name, i]))
  const oracle: LeafOracle<Bounded> = (params, microbatch) => ({
    value: exactly([0]),
    grads: params.map((w, j) => {
      const i = placeOf.get(names[j] as string) as number
      const t = exactly(numbersOf(step.numbers, i, w.values.length, microbatch))
      if (one.loss === 'given') return t
      return asFloat32(bounded.mul(bounded.of(curvature(i)), bounded.sub(w, t)))
    }),
  })
  const named = [...point].map(([name, { length }]) => ({ name, shape: [length], size: length }))
  const asked = estimate(optimizer, oracle, bounded, at, named)
  const { grads } = asked([...point.values()].map(exactly), 0)
  return new Map(names.map((name, j) => [name, grads[j] as Bounded]))
}
