import { checked, checkedChoice, ranges } from '@momenta/core'
import { gradientAt } from '../objectives/gradientAt.js'
import type { Objective } from '../objectives/Objective.js'
import { stepFor } from '../records/stepFor.js'
import { norm } from '../vectors/norm.js'
import { plus } from '../vectors/plus.js'
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
  { smooth = true, step, scheme = 'central' }: DifferencesOptions = {},
): Operator => {
  const { point, made } = objective
  const h = step ?? stepFor(made.dtype, smooth)
  checked('centralDifferences', 'step', h, ranges.positive)
  checkedChoice('centralDifferences', 'scheme', scheme, ['central', 'forward'])
  const at = async (w: Float64Array) => (await gradientAt(objective, w)).gradient
  let here: Promise<Float64Array> | undefined
  const below = async (v: Float64Array, scale: number) => {
    if (scheme === 'central') return at(plus(point, -scale, v))
    here ??= at(point)
    return here
  }
  return {
    dim: point.length,
    made: { ...made, how: `${scheme} differences of gradients`, step: h },
    cost: { gradients: scheme === 'central' ? 2 : 1, losses: 0 },
    ...(scheme === 'central' ? {} : { setup: { gradients: 1, losses: 0 } }),
    apply: async (v) => {
      const length = norm(v)
      if (length === 0) return new Float64Array(v.length)
      const scale = h / length
      const up = await at(plus(point, scale, v))
      const down = await below(v, scale)
      const width = scheme === 'central' ? 2 * scale : scale
      return up.map((n, i) => (n - (down[i] as number)) / width)
    },
    halved: () => centralDifferences(objective, { smooth, step: h / 2, scheme }),
  }
}
