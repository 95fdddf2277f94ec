import { gradientAt } from '../objectives/gradientAt.js'
import { lossNoiseEvaluations, measureLossNoise } from '../objectives/measureLossNoise.js'
import type { Objective } from '../objectives/Objective.js'
import { lossDisplacementError, perturb } from '../objectives/perturb.js'
import type { Cost } from '../records/Cost.js'
import { formatNumber } from '../records/formatNumber.js'
import { roundingOf } from '../records/roundingOf.js'
import { norm } from '../vectors/norm.js'

/** A bound on the effect of rounding on losses on a grid. */
export interface GridNoise extends Cost {
  readonly error: number
  readonly warnings: readonly string[]
}

/** The maximum error of a point, relative to the distance between neighbours. */
const maximum = 0.05

/**
 * Bounds the effect of rounding on losses at perturbed points: the rounding of the losses, and that
 * of the points, which are rounded to the precision of the loss. In float32 it is measured, by
 * gradients at a few of the points and losses beside the largest.
 *
 * @param perturbations - The perturbations of all points.
 * @param spacing - The minimum distance between neighbours.
 * @param few - The indices of the points at which gradients are evaluated.
 */
export const measureGridNoise = async (
  objective: Objective,
  perturbations: { readonly count: number; readonly of: (i: number) => Float64Array },
  values: Float64Array,
  spacing: number,
  few: readonly number[],
): Promise<GridNoise> => {
  const { dtype } = objective.provenance
  const widest = new Float64Array(objective.point.length)
  let [off, top] = [0, 0]
  for (let i = 0; i < perturbations.count; i++) {
    const { displacementError } = perturb(objective, perturbations.of(i))
    off = Math.max(off, norm(displacementError))
    for (const [j, n] of displacementError.entries())
      widest[j] = Math.max(widest[j] as number, Math.abs(n))
    if (Math.abs(values[i] as number) > Math.abs(values[top] as number)) top = i
  }
  const warnings =
    off > maximum * spacing
      ? [
          `rounding: the parameters are so large that points are off by up to ${formatNumber(off)}, with ${formatNumber(spacing)} between neighbours; take longer directions or fewer points, or subtract large constants from the parameters`,
        ]
      : []
  const lost = Math.abs(values[top] as number)
  if (warnings.length > 0)
    return { error: Number.POSITIVE_INFINITY, warnings, gradients: 0, losses: 0 }
  if (dtype === 'float64' || !values.every(Number.isFinite))
    return { error: roundingOf(dtype, lost), warnings, gradients: 0, losses: 0 }
  const slopes = new Float64Array(widest.length)
  for (const i of few) {
    const { gradient } = await gradientAt(objective, perturb(objective, perturbations.of(i)).there)
    for (const [j, g] of gradient.entries()) slopes[j] = Math.max(slopes[j] as number, Math.abs(g))
  }
  const { there } = perturb(objective, perturbations.of(top))
  const noise = await measureLossNoise(objective, there, lost)
  const shifted = lossDisplacementError(slopes, widest)
  return { error: noise + shifted, warnings, gradients: few.length, losses: lossNoiseEvaluations }
}
