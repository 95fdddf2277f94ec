import type { Optimizer, State } from '@momenta/core'
import { evaluationParams } from '@momenta/float64'
import { worstOf } from './deviation.js'
import type { Trajectory } from './ReferenceFile.js'
import type { Reached } from './Run.js'

type Leaves = readonly ArrayLike<number>[]

/** The slot of that name of the first part that has one. */
const slotNamed = ({ state, params }: Reached, slot: string): Leaves => {
  const found = state.parts.find(({ slots }) => Object.hasOwn(slots, slot))?.slots[slot] ?? {}
  return params.map((_, i) => found[String(i)] ?? [])
}

/** The average of schedule-free learning. */
const evaluated = (optimizer: Optimizer, { params, state }: Reached): Leaves =>
  evaluationParams(optimizer, {
    params: params.map((leaf) => Float64Array.from(leaf)),
    state: state as State<Float64Array>,
  })

/** How far slow weights and averages are from those of a file. */
export const besideDeviation = (
  optimizer: Optimizer,
  reached: Reached,
  { slow, ax, x }: Trajectory['steps'][number],
  tol: number,
): number =>
  Math.max(
    slow === undefined ? 0 : worstOf(slotNamed(reached, 'slow'), slow, tol),
    ax === undefined ? 0 : worstOf(slotNamed(reached, 'ax'), ax, tol),
    x === undefined ? 0 : worstOf(evaluated(optimizer, reached), x, tol),
  )
