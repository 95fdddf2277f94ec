import { checked, ranges } from '@momenta/core'
import { givenOperator } from '../arguments/given.js'
import { known } from '../arguments/known.js'
import type { Operator } from '../operators/Operator.js'
import type { Measurement } from '../records/Measurement.js'
import { measured } from '../records/measured.js'
import { type Eigenpair, type EigenvaluesOptions, eigenvalues } from '../spectra/eigenvalues.js'

/** Options of {@link eigenvalueRatio}. */
export interface EigenvalueRatioOptions extends Omit<EigenvaluesOptions, 'largest' | 'smallest'> {
  /** k > 1. Default 5. */
  readonly of?: number
}

/**
 * |λ₁/λₖ|, how much the greatest eigenvalue stands out, with the errors of both.
 *
 * @throws RangeError if `of` is no whole number >= 2.
 *
 * Source: Jastrzebski et al., arXiv 2002.09572.
 *
 * @example
 * import { eigenvalueRatio, quadratic } from '@momenta/probes'
 *
 * (await eigenvalueRatio(quadratic({ spectrum: [10, 5, 4, 3, 2, 1], seed: 1 }))).value // => 5
 */
export const eigenvalueRatio = async (
  operator: Operator,
  given: EigenvalueRatioOptions = {},
): Promise<Measurement> => {
  givenOperator('eigenvalueRatio', operator)
  const { of = 5, ...options } = known('eigenvalueRatio', given, {
    of: true,
    tolerance: true,
    budget: true,
    seed: true,
  })
  checked('eigenvalueRatio', 'of', of, {
    says: 'must be a whole number >= 2',
    holds: (n) => ranges.count.holds(n) && n >= 2,
  })
  const { largest } = await eigenvalues(operator, { ...options, largest: of })
  const [top, kth] = [largest[0], largest[of - 1]] as [Eigenpair, Eigenpair]
  const value = Math.abs(top.value / kth.value)
  const share = (pair: Eigenpair) => pair.error / Math.abs(pair.value)
  const bad = [top, kth].find(({ converged }) => !converged)
  const vague = !(share(kth) < 1)
  const { matvecs, gradients, losses, errorIs, seed } = top
  return measured(top, {
    how: `ratio of eigenvalues 1 and ${of}; ${top.how}`,
    errorIs,
    seed,
    matvecs,
    gradients,
    losses,
    value,
    error: value * (share(top) + share(kth)),
    converged: bad === undefined && !vague,
    reason:
      bad?.reason ?? (vague ? `eigenvalue ${of} is not told from 0` : `both of ${top.reason}`),
    warnings: [...new Set([...top.warnings, ...kth.warnings])],
  })
}
