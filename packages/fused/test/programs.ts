import { decide, type Host, type Plan, seenBy, segmentsOf, type Transform } from '@momenta/core'
import { uniformsOf } from '../dist/tensorflow/graph.js'
import type { Lowering } from '../dist/tensorflow/lowering/Lowering.js'
import { lower } from '../dist/tensorflow/lowering/lower.js'
import type { Program } from '../dist/trace/Program.js'
import { trace } from '../dist/trace/trace.js'

/** A program, with the scalars that the plans of a step give it. */
export interface Traced {
  readonly program: Program
  readonly scalars: readonly number[]
}

/**
 * For each norm of the gradient the last program of a step on one leaf: the one that moves the
 * parameters.
 */
export const programsOf = (transform: Transform, norms: readonly number[]): readonly Traced[] => {
  const [from = 0, to = 0] = segmentsOf(transform).at(-1) ?? []
  let hosts = transform.map(({ init }): Host => init([{ name: 'w', shape: [3], size: 3 }]))
  return norms.map((norm) => {
    const measured = { grads: [norm], updates: [norm], params: [1], finite: true }
    const planned = transform.map((part, i) => {
      const hyper = Object.fromEntries(
        Object.entries(part.hyper).map(([name, { value }]) => [name, value]),
      )
      return decide(part, i, hosts[i] as Host, seenBy(part, [0], ['w'], measured), hyper)
    })
    hosts = planned.map(({ next }) => next)
    const plans = planned.map(({ plan }) => [plan].flat()[0] as Plan)
    const parts = transform.map((description, i) => ({ description, plan: plans[i] as Plan }))
    const program = trace({ parts: parts.slice(from, to), same: from === 0, last: true })
    const scalars = program.scalars.map(
      ({ part, name, index }) => [plans[from + part]?.scalars[name]].flat()[index] as number,
    )
    return { program, scalars }
  })
}

/** The lowering that a program runs by with its scalars, if there is one. */
export const loweringOf = ({ program, scalars }: Traced): Lowering | undefined => {
  const values = uniformsOf(program)(scalars)
  return lower(program).find(({ holds }) => holds(values))
}
