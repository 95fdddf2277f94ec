import {
  choice,
  flag,
  number,
  type OptionsOf,
  optional,
  ranges,
  readOptions,
} from '@momenta/options'
import { expectObjective } from '../arguments/expect.js'
import { type Differences, differencesOf } from '../differences/differencesOf.js'
import { measureNoise, noiseEvaluations } from '../differences/measureNoise.js'
import { roundingOfDifferences } from '../differences/roundingOfDifferences.js'
import { roundTo } from '../differences/roundTo.js'
import { gradientAt } from '../objectives/gradientAt.js'
import type { Objective } from '../objectives/Objective.js'
import { stepFor } from '../records/stepFor.js'
import type { Operator } from './Operator.js'

const options = {
  /**
   * h > 0, a length in parameter space; without it 1e-5 in float64; in float32 5e-3, or 1e-3 for a
   * loss that is not smooth.
   */
  step: optional(number(ranges.positive, 1e-3)),
  /** Whether the loss is smooth: false for relu-like networks. Default true. */
  smooth: flag(true),
  /**
   * `central`: two gradients per product, error h²; `forward`: one per product and one at the
   * point, error h. Default `central`.
   */
  scheme: choice(['central', 'forward'], 'central'),
}

/** Options of {@link centralDifferences}. */
export interface CentralDifferencesOptions extends OptionsOf<typeof options> {}

/**
 * Hessian-vector products by differences of gradients: H v ≈ ‖v‖ (g(w + h v/‖v‖) − g(w − h
 * v/‖v‖))/2h.
 *
 * The divisor is the actual displacement: both points are rounded to the precision of the loss
 * first, and the part of the direction that rounding removes is moved again where it is more than
 * 0.2 %. Where the spacing of numbers is too wide for h (in float32 from |w| = 2048 on, for one
 * coordinate), those coordinates take a longer step, in a product of their own; `how` reports it. A
 * gradient whose loss is not finite counts as not finite.
 *
 * It needs first-order gradients only. Spectra compute the same products again at h/2, extrapolate
 * (Richardson) and include the difference in the error bar. Where gradients have kinks, the result
 * is the curvature smoothed at scale h, with a warning. The error of a product is h²/6 |D³g| plus
 * the rounding of a gradient over h.
 *
 * @throws RangeError if the step is not a finite number > 0.
 *
 * Source: Pearlmutter, Neural Computation 6 (1994), section 2, for the difference; the default
 * steps were measured.
 *
 * @example
 * import { centralDifferences, quadraticObjective } from '@momenta/probes'
 *
 * const hessian = centralDifferences(quadraticObjective({ spectrum: [3, 2], point: [1, 1] }))
 * await hessian.apply(Float64Array.of(1, 1)) // => [3, 2]
 * hessian.cost.gradients // => 2
 * hessian.provenance.step // => 1e-5
 */
export const centralDifferences = (
  objective: Objective,
  given: CentralDifferencesOptions = {},
): Operator => {
  expectObjective('centralDifferences', objective)
  const { smooth, step, scheme } = readOptions('centralDifferences', options, [given])
  const { provenance } = objective
  const h = step ?? stepFor(provenance.dtype, smooth)
  const point = roundTo(provenance.dtype, objective.point)
  const at = async (w: Float64Array) => {
    const { value, gradient } = await gradientAt(objective, w)
    return Number.isFinite(value) ? gradient : gradient.map(() => Number.NaN)
  }
  let measuredNoise: Promise<Float64Array> | undefined
  const noise = () => {
    measuredNoise ??= measureNoise(provenance.dtype, point, h, at)
    return measuredNoise
  }
  const noiseCost = { gradients: noiseEvaluations, losses: 0 }
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
      provenance: {
        ...provenance,
        how: `${scheme} differences of gradients${longer === undefined ? '' : `, ${longer}`}`,
        step: width,
      },
      cost: { gradients: scheme === 'central' ? 2 * pairs : pairs, losses: 0 },
      ...(scheme === 'central' ? {} : { setup: { gradients: 1, losses: 0 } }),
      apply: async (v) => (await differences.along(v, gradient)) ?? new Float64Array(v.length),
      halved: () => by(differences.halved(), width / 2),
      rounding: roundingOfDifferences(
        provenance.dtype,
        point,
        width,
        differences,
        noise,
        noiseCost,
      ),
    }
  }
  return by(differencesOf(provenance.dtype, point, h, scheme), h)
}
