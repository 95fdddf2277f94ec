import { checked, checkedChoice, ranges } from '@momenta/core'
import { givenObjective } from '../arguments/given.js'
import { known } from '../arguments/known.js'
import { arrived } from '../differences/arrived.js'
import { type Differences, differencesOf } from '../differences/differencesOf.js'
import { noiseOf, noiseTakes } from '../differences/noiseOf.js'
import { roundingFor } from '../differences/roundingFor.js'
import { gradientAt } from '../objectives/gradientAt.js'
import type { Objective } from '../objectives/Objective.js'
import { stepFor } from '../records/stepFor.js'
import type { Operator } from './Operator.js'

/** Options of {@link centralDifferences}. */
export interface DifferencesOptions {
  /** h > 0, a length in parameter space. Default 1e-5 in float64; in float32 5e-3, or 1e-3 for a loss that is not smooth. */
  readonly step?: number
  /** Whether the loss is smooth: false for relu-like nets. Default true. */
  readonly smooth?: boolean
  /** `central`: two gradients a product, error h²; `forward`: one, and one at the point, error h. Default `central`. */
  readonly scheme?: 'central' | 'forward'
}

/**
 * Hessian-vector products by differences of gradients: H v ≈ ‖v‖ (g(w + h v/‖v‖) − g(w − h v/‖v‖))/2h.
 *
 * The divisor is the displacement that arrives: both points are rounded to the precision of the loss first, and what rounding has taken from the direction is moved once
 * more where it is more than 0.2 %. Where numbers are too far apart for h (in float32 from |w| = 2048 on, for one coordinate) the step is longer, for those coordinates
 * alone, in a product of its own; `how` says so. A gradient whose loss is not finite counts as not finite.
 *
 * Needs first-order gradients only. Spectra take the same vectors again at h/2, extrapolate (Richardson) and put the difference into the error bar. Where gradients
 * have kinks, the result is the curvature smoothed at scale h, and a warning says so. Error of a product: h²/6 |D³g| plus the rounding of a gradient over h.
 *
 * @throws RangeError if the step is not a finite number > 0.
 *
 * Source: Pearlmutter, Neural Computation 6 (1994), section 2, for the difference; the steps were measured.
 *
 * @example
 * import { centralDifferences, quadraticObjective } from '@momenta/probes'
 *
 * const hessian = centralDifferences(quadraticObjective({ spectrum: [3, 2], point: [1, 1] }))
 * await hessian.apply(Float64Array.of(1, 1)) // => [3, 2]
 * hessian.cost.gradients // => 2
 * hessian.made.step // => 1e-5
 */
export const centralDifferences = (
  objective: Objective,
  options: DifferencesOptions = {},
): Operator => {
  givenObjective('centralDifferences', objective)
  const {
    smooth = true,
    step,
    scheme = 'central',
  } = known('centralDifferences', options, { step: true, smooth: true, scheme: true })
  const { made } = objective
  const h = step ?? stepFor(made.dtype, smooth)
  checked('centralDifferences', 'step', h, ranges.positive)
  checkedChoice('centralDifferences', 'scheme', scheme, ['central', 'forward'])
  const point = arrived(made.dtype, objective.point)
  const at = async (w: Float64Array) => {
    const { value, gradient } = await gradientAt(objective, w)
    return Number.isFinite(value) ? gradient : gradient.map(() => Number.NaN)
  }
  let measured: Promise<Float64Array> | undefined
  const noise = () => {
    measured ??= noiseOf(made.dtype, point, h, at)
    return measured
  }
  const takes = { gradients: noiseTakes, losses: 0 }
  const by = (differences: Differences, width: number): Operator => {
    let here: Promise<Float64Array> | undefined
    const gradient = (w: Float64Array) => {
      if (w !== point) return at(w)
      here ??= at(point)
      return here
    }
    const { longer, pairs } = differences
    return {
      dim: point.length,
      made: {
        ...made,
        how: `${scheme} differences of gradients${longer === undefined ? '' : `, ${longer}`}`,
        step: width,
      },
      cost: { gradients: scheme === 'central' ? 2 * pairs : pairs, losses: 0 },
      ...(scheme === 'central' ? {} : { setup: { gradients: 1, losses: 0 } }),
      apply: async (v) => (await differences.along(v, gradient)) ?? new Float64Array(v.length),
      halved: () => by(differences.halved(), width / 2),
      rounding: roundingFor(made.dtype, point, width, differences, noise, takes),
    }
  }
  return by(differencesOf(made.dtype, point, h, scheme), h)
}
