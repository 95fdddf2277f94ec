import type { Operator } from '../operators/Operator.js'
import type { Cost } from '../records/Cost.js'
import { measured } from '../records/measured.js'
import type { Eigenpair } from './eigenvalues.js'
import type { Krylov } from './lanczos.js'

/** The pair that was asked for and is not there: the operator is too small, or the run ended before. */
export const missingPair = (
  { dim, made }: Operator,
  { alpha, end }: Krylov,
  cost: Cost & { readonly matvecs: number },
  seed: number,
): Eigenpair => ({
  ...measured(made, {
    value: Number.NaN,
    error: Number.NaN,
    errorIs: 'residual bound',
    converged: false,
    reason:
      dim === 0
        ? 'empty: there are no parameters to measure; the filter keeps none'
        : end === 'not finite'
          ? 'a product is not finite'
          : `there is no such eigenvalue: ${alpha.length} steps of dimension ${dim}`,
    seed,
  }),
  ...cost,
  vector: new Float64Array(dim),
})
