import { mapDictionary, type Optimizer } from '@momenta/core'

const seen = {
  ...{ grads: [], updates: [], params: [], sums: {}, maxima: {}, more: [], names: [] },
  ...{ value: 0, leaves: 0, finite: true, rawFinite: true },
}

type Part = Optimizer['transform'][number]

/** Whether a part that computes with whole leaves has no more than reductions over axes. */
const hasOnlyLines = (part: Part): boolean => {
  try {
    const { plan } = part.plan(
      part.init([]),
      seen,
      mapDictionary(part.hyper, ({ value }) => value),
    )
    const one = Array.isArray(plan) ? plan[0] : plan
    return one !== undefined && part.whole?.linesOf(part, one, [2, 3]) !== undefined
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
