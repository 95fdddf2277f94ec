import type { Operator } from '../operators/Operator.js'
import type { Cost } from '../records/Cost.js'
import { makeMeasurement } from '../records/makeMeasurement.js'
import type { Eigenpair } from './Eigenpair.js'
import { emptyReason } from './emptyReason.js'
import type { Krylov } from './lanczos.js'

/** A pair that was requested and does not exist: the operator is too small, or the run ended. */
export const missingPair = (
  { dim, provenance }: Operator,
  { alpha, end }: Krylov,
  cost: Cost & { readonly matvecs: number },
  seed: number,
): Eigenpair => ({
  ...makeMeasurement(provenance, {
    value: Number.NaN,
    error: Number.NaN,
    errorIs: 'residual bound',
    converged: false,
    reason:
      dim === 0
        ? emptyReason
        : end === 'not finite'
          ? 'a product is not finite'
          : `there is no such eigenvalue: ${alpha.length} steps of dimension ${dim}`,
    seed,
  }),
  ...cost,
  vector: new Float64Array(dim),
})
