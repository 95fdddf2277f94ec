import type { State } from '@momenta/core'
import { advance } from '@momenta/core/program'
import { measure } from '../arithmetic/measure.js'
import type { EvaluatedPoint } from './evaluate.js'
import { reduceArrays } from './reduceArrays.js'
import { runArrays } from './runArrays.js'

/** Where a step ended. */
interface Executed {
  readonly params: readonly Float64Array[]
  readonly state: State<Float64Array>
}

/** Executes the decisions of one step element by element; all arrays of the result are new. */
export const execute = (
  { flat, layout, value, grads, more, oracle }: EvaluatedPoint<unknown>,
  from: State<Float64Array>,
): Executed => {
  const loss = Float64Array.of(value)
  const start = { params: flat.leaves, grads, more, state: from, value: loss }
  const moved = (updates: readonly Float64Array[]) =>
    flat.leaves.map((leaf, i) => leaf.map((n, j) => n + (updates[i]?.[j] as number)))
  const steps = advance(layout, start, {
    run: runArrays,
    reduce: reduceArrays,
    evaluate: (updates, evaluation) => oracle(moved(updates(runArrays)), 0, evaluation),
  })
  let turn = steps.next()
  while (!turn.done) turn = steps.next(turn.value.map(measure))
  const { updates, state } = turn.value
  return { params: moved(updates), state }
}
