import { checkNumber, show } from '@momenta/options'
import type { Measurement } from '../records/Measurement.js'
import { makeMeasurement } from '../records/makeMeasurement.js'
import { meanOf } from './meanOf.js'
import type { SpectralDensity } from './spectralDensity.js'

const any = { says: 'must be a number', holds: (n: number) => !Number.isNaN(n) }

/**
 * The share of eigenvalues in [from, to], from the nodes of a density, with its standard error over
 * the runs. The smoothing does not enter.
 *
 * @param to - At least `from`; both may be infinite.
 * @throws TypeError if the first argument is not a density or an end is not a number, RangeError if
 *   `from` is larger than `to`.
 *
 * @example
 * import { massBetween, quadratic, spectralDensity } from '@momenta/probes'
 *
 * const density = await spectralDensity(quadratic({ spectrum: [1, 2, 3, 4] }))
 * massBetween(density, 0, 10).value // => 1
 */
export const massBetween = (density: SpectralDensity, from: number, to: number): Measurement => {
  const isDensity = Array.isArray((density as Partial<SpectralDensity> | undefined)?.nodes)
  if (!isDensity)
    throw new TypeError(
      `massBetween: the first argument must be a density, as spectralDensity returns (await it), got ${show(density)}`,
    )
  for (const [name, end] of Object.entries({ from, to })) checkNumber('massBetween', name, end, any)
  if (from > to)
    throw new RangeError(
      `massBetween: from must be at most to, got ${from} and ${to}; exchange them`,
    )
  const shares = density.nodes.map((run) =>
    run.reduce((sum, { value, weight }) => (value >= from && value <= to ? sum + weight : sum), 0),
  )
  const { mean, error } = meanOf(shares)
  const { matvecs, gradients, losses, seed, warnings, converged, reason } = density
  return makeMeasurement(density, {
    value: mean,
    error,
    errorIs: 'standard error',
    converged,
    reason,
    warnings,
    seed,
    matvecs,
    gradients,
    losses,
  })
}
