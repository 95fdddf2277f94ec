import { mapDictionary, type Optimizer } from '@momenta/core'

const seen = {
  ...{ grads: [], updates: [], params: [], sums: {}, maxima: {}, more: [], names: [] },
  ...{ value: 0, leaves: 0, finite: true, rawFinite: true },
}

/**
 * Whether a part that computes with whole leaves has only elementwise operations and reductions
 * over axes, whose bits are the same on cpu and wasm; matrix products are not.
 */
export const hasOnlyLines = (part: Optimizer['transform'][number]): boolean => {
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
