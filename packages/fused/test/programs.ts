import type { Transform } from '@momenta/core'
import {
  decide,
  initialState,
  layoutOf,
  type Program,
  programOf,
  scalarsOf,
} from '@momenta/core/program'
import { uniformsOf } from '../dist/engines/tensorflow/graph.js'
import type { Lowering } from '../dist/engines/tensorflow/lowering/Lowering.js'
import { lower } from '../dist/engines/tensorflow/lowering/lower.js'

/** A program, with the scalars that the plans of a step give it. */
export interface Traced {
  readonly program: Program
  readonly scalars: readonly number[]
}

const leaves = [{ name: 'w', shape: [3], size: 3 }]

/**
 * For each norm of the gradient the last program of a step on one leaf: the one that moves the
 * parameters.
 */
export const programsOf = (transform: Transform, norms: readonly number[]): readonly Traced[] => {
  const layout = layoutOf(transform, leaves)
  let state = initialState(transform, leaves, () => 0)
  return norms.map((norm) => {
    let last: Traced | undefined
    const decisions = decide(layout, state)
    let turn = decisions.next()
    while (!turn.done) {
      const request = turn.value
      if (request.kind === 'measure') {
        turn = decisions.next(request.norms.map((of) => (of === 'params' ? 1 : norm)))
        continue
      }
      if (request.kind === 'evaluate') throw new Error('no part of these transforms searches')
      const [{ group, at }] = request.plans as [(typeof request.plans)[number]]
      const program = programOf(transform, request.segment, group, at(0))
      last = { program, scalars: scalarsOf(program, at(0)) }
      const wrote = group.parts.map((part, k) => [part, at(0)[k]?.write] as const)
      state = {
        step: state.step,
        parts: state.parts.map((one, i) => {
          const write = wrote.find(([part]) => part === i)?.[1]
          const entries = one.buffers.w ?? []
          const appends = write !== undefined && write === entries.length
          return appends ? { ...one, buffers: { w: [...entries, 0] } } : one
        }),
      }
      turn = decisions.next()
    }
    const { step, hosts } = turn.value
    state = { step, parts: state.parts.map((one, i) => ({ ...one, host: hosts[i] as never })) }
    return last as Traced
  })
}

/** The lowering that a program runs by with its scalars, if there is one. */
export const loweringOf = ({ program, scalars }: Traced): Lowering | undefined => {
  const values = uniformsOf(scalars)
  return lower(program).find(({ holds }) => holds(values))
}
