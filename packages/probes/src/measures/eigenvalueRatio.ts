import { type OptionsOf, readOptions } from '@momenta/options'
import { integerFrom } from '../arguments/declare.js'
import { expectOperator } from '../arguments/expect.js'
import type { Operator } from '../operators/Operator.js'
import type { Measurement } from '../records/Measurement.js'
import { makeMeasurement } from '../records/makeMeasurement.js'
import type { Eigenpair } from '../spectra/Eigenpair.js'
import { eigenvalues } from '../spectra/eigenvalues.js'
import { lanczosOptions } from '../spectra/lanczosOptions.js'

const options = {
  /** k, the rank of the smaller eigenvalue, an integer >= 2. Default 5. */
  k: integerFrom(2, 5),
  ...lanczosOptions,
}

/** Options of {@link eigenvalueRatio}. */
export interface EigenvalueRatioOptions extends OptionsOf<typeof options> {}

/**
 * The ratio |λ₁/λₖ| of the largest eigenvalue to the k-th, with the errors of both.
 *
 * @throws RangeError if `k` is not an integer >= 2, or another option lies outside its range.
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
  expectOperator('eigenvalueRatio', operator)
  const { k, ...search } = readOptions('eigenvalueRatio', options, [given])
  const { largest } = await eigenvalues(operator, { ...search, largest: k })
  const [top, kth] = [largest[0], largest[k - 1]] as [Eigenpair, Eigenpair]
  const value = Math.abs(top.value / kth.value)
  const share = (pair: Eigenpair) => pair.error / Math.abs(pair.value)
  const failed = [top, kth].find(({ converged }) => !converged)
  const isVague = !(share(kth) < 1)
  const { matvecs, gradients, losses, errorIs, seed } = top
  return makeMeasurement(top, {
    how: `ratio of eigenvalues 1 and ${k}; ${top.how}`,
    errorIs,
    seed,
    matvecs,
    gradients,
    losses,
    value,
    error: value * (share(top) + share(kth)),
    converged: failed === undefined && !isVague,
    reason:
      failed?.reason ??
      (isVague ? `eigenvalue ${k} cannot be distinguished from 0` : `both of ${top.reason}`),
    warnings: [...new Set([...top.warnings, ...kth.warnings])],
  })
}
