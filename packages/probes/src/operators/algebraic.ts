import type { Made } from '../records/Made.js'
import type { Operator } from './Operator.js'

/** An operator that needs no loss: a known matrix. */
export const algebraic = (
  how: string,
  dim: number,
  product: (v: Float64Array) => Float64Array,
): Operator => {
  const made: Made = {
    how,
    step: null,
    dtype: 'float64',
    backend: 'js',
    samples: null,
    hash: null,
  }
  return {
    dim,
    made,
    cost: { gradients: 0, losses: 0 },
    exact: true,
    apply: async (v) => product(v),
  }
}
