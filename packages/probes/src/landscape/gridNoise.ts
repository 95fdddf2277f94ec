import { gradientAt } from '../objectives/gradientAt.js'
import { lossNoise, lossNoiseTakes } from '../objectives/lossNoise.js'
import type { Objective } from '../objectives/Objective.js'
import { lossAstray, stepped } from '../objectives/stepped.js'
import type { Cost } from '../records/Cost.js'
import { roundingOf } from '../records/roundingOf.js'
import { shown } from '../records/shown.js'
import { norm } from '../vectors/norm.js'

/** What rounding has done to losses on a grid. */
export interface GridNoise extends Cost {
  readonly error: number
  readonly warnings: readonly string[]
}

/** The share of the distance between neighbours by which a point may be off. */
const most = 0.05

/**
 * Bounds what rounding has done to losses at perturbed points: that of the losses, and that of the points, which arrive in the precision of the loss. In float32 it is
 * measured, by the gradients at a few of the points and the losses beside the greatest.
 *
 * @param perturbations - Of all points.
 * @param spacing - The least distance between neighbours.
 * @param few - The numbers of the points at which gradients are taken.
 */
export const gridNoise = async (
  objective: Objective,
  perturbations: { readonly count: number; readonly of: (i: number) => Float64Array },
  values: Float64Array,
  spacing: number,
  few: readonly number[],
): Promise<GridNoise> => {
  const { dtype } = objective.made
  const widest = new Float64Array(objective.point.length)
  let [off, top] = [0, 0]
  for (let i = 0; i < perturbations.count; i++) {
    const { astray } = stepped(objective, perturbations.of(i))
    off = Math.max(off, norm(astray))
    for (const [j, n] of astray.entries()) widest[j] = Math.max(widest[j] as number, Math.abs(n))
    if (Math.abs(values[i] as number) > Math.abs(values[top] as number)) top = i
  }
  const warnings =
    off > most * spacing
      ? [
          `rounding: the parameters are so large that points are off by up to ${shown(off)}, with ${shown(spacing)} between neighbours; take longer directions or fewer points, or subtract what is large from the parameters`,
        ]
      : []
  const lost = Math.abs(values[top] as number)
  if (warnings.length > 0)
    return { error: Number.POSITIVE_INFINITY, warnings, gradients: 0, losses: 0 }
  if (dtype === 'float64' || !values.every(Number.isFinite))
    return { error: roundingOf(dtype, lost), warnings, gradients: 0, losses: 0 }
  const slopes = new Float64Array(widest.length)
  for (const i of few) {
    const { gradient } = await gradientAt(objective, stepped(objective, perturbations.of(i)).there)
    for (const [j, g] of gradient.entries()) slopes[j] = Math.max(slopes[j] as number, Math.abs(g))
  }
  const { there } = stepped(objective, perturbations.of(top))
  const noise = await lossNoise(objective, there, lost)
  const shifted = lossAstray(slopes, widest)
  return { error: noise + shifted, warnings, gradients: few.length, losses: lossNoiseTakes }
}
