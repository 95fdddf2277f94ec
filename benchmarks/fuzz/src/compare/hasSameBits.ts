import { mapDictionary, type Optimizer } from '@momenta/core'

const seen = {
  ...{ grads: [], updates: [], params: [], sums: {}, maxima: {}, more: [], names: [] },
  ...{ value: 0, leaves: 0, finite: true, rawFinite: true },
}

type Part = Optimizer['transform'][number]

/** Longer than any part of a case waits before it computes, such as one that accumulates. */
const steps = 64

/**
 * Whether a part that computes with whole leaves has no more than reductions over axes, in all of
 * its first steps: the first ones may only measure, or wait.
 */
const hasOnlyLines = (part: Part): boolean => {
  const hyper = mapDictionary(part.hyper, ({ value }) => value)
  try {
    let host = part.init([])
    for (let i = 0; i < steps; i++) {
      const { next, plan } = part.plan(host, seen, hyper)
      const one = Array.isArray(plan) ? plan[0] : plan
      if (one === undefined || part.whole?.linesOf(part, one, [2, 3]) === undefined) return false
      host = next
    }
    return true
  } catch {
    return false
  }
}

/**
 * Whether the parts of an optimizer have the same bits on cpu and wasm: all but those with matrix
 * products, whose additions are in an order of the backend's own.
 */
export const hasSameBits = ({ transform }: Optimizer): boolean =>
  transform.every((part) => !part.whole || hasOnlyLines(part))
