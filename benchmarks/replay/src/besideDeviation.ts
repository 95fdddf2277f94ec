import type { Optimizer } from '@momenta/core'
import { worstOf } from './deviation.js'
import type { Trajectory } from './ReferenceFile.js'
import type { Reached } from './Run.js'

type Leaves = readonly ArrayLike<number>[]

/** The slot of that name of the first part that has one. */
const slotNamed = ({ state, params }: Reached, slot: string): Leaves => {
  const found = state.parts.find(({ slots }) => Object.hasOwn(slots, slot))?.slots[slot] ?? {}
  return params.map((_, i) => found[String(i)] ?? [])
}

/** The average of schedule-free learning: x = (θ − (1 − β) z)/β. */
const scheduleFreeAverage = ({ transform }: Optimizer, reached: Reached): Leaves => {
  const part = transform.findIndex(({ name }) => name === 'scheduleFree')
  const b = reached.state.parts[part]?.hyper.b1 ?? Number.NaN
  const z = slotNamed(reached, 'z')
  return reached.params.map((theta, i) =>
    Array.from(theta, (value, j) => (value - (1 - b) * (z[i]?.[j] ?? Number.NaN)) / b),
  )
}

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
    x === undefined ? 0 : worstOf(scheduleFreeAverage(optimizer, reached), x, tol),
  )
