import { evaluatePoint, evaluatePointCost } from '../objectives/evaluatePoint.js'
import type { Objective } from '../objectives/Objective.js'
import { displacementWarning, maximumDisplacementError } from '../objectives/perturb.js'
import { normalVector } from '../random/normalVector.js'
import { formatNumber } from '../records/formatNumber.js'
import { makeMeasurement } from '../records/makeMeasurement.js'
import { roundingOf } from '../records/roundingOf.js'
import { emptyReason } from '../spectra/emptyReason.js'
import { norm } from '../vectors/norm.js'
import { times } from '../vectors/times.js'
import { type Climb, climb } from './climb.js'
import type { Region } from './Region.js'
import type { WorstRise } from './WorstRise.js'

/** How to search. */
export interface Search {
  readonly how: string
  readonly steps: number
  /**
   * Random starts in addition to the gradient; every second one is the opposite of the previous.
   */
  readonly restarts: number
  /** Starts of the caller, in the coordinates of the region; of any length. */
  readonly starts: readonly Float64Array[]
  readonly seed: number
}

const last = ({ history }: Climb): number => history.at(-1) as number
const stayedFinite = (one: Climb): boolean => one.history.every(Number.isFinite)

/**
 * The starts, on the boundary of the region: the gradient, those of the caller, and random ones.
 */
const startsOf = (
  region: Region,
  gradient: Float64Array,
  { starts, restarts, seed }: Search,
): readonly Float64Array[] => {
  const along = region.corner(region.pulled(gradient))
  const drawn = Array.from({ length: restarts }, (_, i) =>
    region.corner(times(i % 2 === 0 ? 1 : -1, normalVector(seed, Math.floor(i / 2), region.dim))),
  )
  return [...(norm(along) === 0 ? [] : [along]), ...starts.map(region.corner), ...drawn]
}

/** Climbs from several starts; converged if the best one stalled and a second came within 1 %. */
export const findWorstRise = async (
  objective: Objective,
  region: Region,
  search: Search,
): Promise<WorstRise> => {
  const { how, steps, seed } = search
  const { value, gradient, noise, finite, warnings: random } = await evaluatePoint(objective)
  const { gradients, losses } = evaluatePointCost(objective)
  const starts = startsOf(region, gradient, search)
  const climbs: Climb[] = []
  for (const start of starts) climbs.push(await climb(objective, region, start, steps))
  const sorted = climbs.filter(stayedFinite).sort((a, b) => last(b) - last(a))
  const [best, second] = sorted
  const share = best?.share ?? 0
  const warnings = [...random, ...displacementWarning(share)]
  const record = {
    how,
    errorIs: 'gain of the last quarter, and rounding',
    seed,
    warnings,
    gradients: gradients + climbs.reduce((sum, each) => sum + each.gradients, 0),
    losses,
  }
  if (
    objective.point.length === 0 ||
    best === undefined ||
    sorted.length < climbs.length ||
    !finite
  )
    return {
      ...makeMeasurement(objective.provenance, {
        ...record,
        value: Number.NaN,
        error: Number.NaN,
        converged: false,
        reason:
          objective.point.length === 0
            ? emptyReason
            : climbs.length === 0
              ? 'zero gradient, and there is no other start; give restarts'
              : 'the loss is not finite somewhere in the region',
      }),
      perturbation: new Float64Array(objective.point.length),
      history: [],
    }
  const rises = best.history.map((loss) => Math.max(0, loss - value))
  const rise = rises.at(-1) as number
  const gain = rise - (rises[Math.floor(0.75 * steps)] as number)
  const rounding =
    noise +
    Math.max(noise, roundingOf(objective.provenance.dtype, last(best))) +
    best.displacementError
  const isShort = gain > 0.01 * rise + rounding
  const isAlone = second === undefined || last(best) - last(second) > 0.01 * rise + rounding
  const reason = isShort
    ? `the last quarter of ${steps} steps still gained ${formatNumber(gain)}; give more steps`
    : isAlone
      ? 'no second climb came within 1 % of the best; give more restarts'
      : `the best of ${starts.length} climbs stalled`
  return {
    ...makeMeasurement(objective.provenance, {
      ...record,
      value: rise,
      error: share > maximumDisplacementError ? Number.POSITIVE_INFINITY : gain + rounding,
      converged: !isShort && !isAlone && warnings.length === 0,
      reason: warnings[0] ?? reason,
    }),
    perturbation: region.perturbation(best.u),
    history: rises,
  }
}
