import { mapDictionary, type Optimizer } from '@momenta/core'
import type { Case } from '../cases/Case.js'
import { plant, plantsOf } from '../cases/plant.js'

const seen = {
  ...{ grads: [], updates: [], params: [], sums: {}, maxima: {}, more: [], names: [] },
  ...{ value: 0, leaves: 0, finite: true, rawFinite: true },
}

type Part = Optimizer['transform'][number]

/** Longer than any part of a case waits before it computes, such as one that accumulates. */
const steps = 64

type Shape = readonly number[]

/** The shapes of all leaves that a case ever has. Leaves without elements are not computed. */
const shapesOf = (one: Case): readonly Shape[] =>
  [...plantsOf(one), plant(one.other)].flatMap(({ leaves }) =>
    leaves.filter(({ size }) => size > 0).map(({ shape }) => shape),
  )

/**
 * Whether a part that computes with whole leaves has no more than reductions over axes, on leaves
 * of these shapes, in all of its first steps: the first ones may only measure, or wait.
 */
const hasOnlyLines = (part: Part, shapes: readonly Shape[]): boolean => {
  const hyper = mapDictionary(part.hyper, ({ value }) => value)
  try {
    let host = part.init([])
    for (let i = 0; i < steps; i++) {
      const { next, plan } = part.plan(host, seen, hyper)
      const one = Array.isArray(plan) ? plan[0] : plan
      if (one === undefined) return false
      if (shapes.some((shape) => part.whole?.linesOf(part, one, shape) === undefined)) return false
      host = next
    }
    return true
  } catch {
    return false
  }
}

/**
 * Whether the parts of an optimizer have the same bits on cpu and wasm, on the leaves of a case:
 * all but those with matrix products, whose additions are in an order of the backend's own. A part
 * may have products on leaves of some shapes alone.
 */
export const hasSameBits = (one: Case, { transform }: Optimizer): boolean => {
  const shapes = transform.some((part) => part.whole) ? shapesOf(one) : []
  return transform.every((part) => !part.whole || hasOnlyLines(part, shapes))
}
