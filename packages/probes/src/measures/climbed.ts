import type { Objective } from '../objectives/Objective.js'
import { standing, standingCost } from '../objectives/standing.js'
import { astrayWarning, mostAstray } from '../objectives/stepped.js'
import { normalVector } from '../random/normalVector.js'
import type { Measurement } from '../records/Measurement.js'
import { measured } from '../records/measured.js'
import { roundingOf } from '../records/roundingOf.js'
import { shown } from '../records/shown.js'
import { norm } from '../vectors/norm.js'
import { times } from '../vectors/times.js'
import { ascend, type Climb } from './ascend.js'
import type { Region } from './Region.js'

/** The greatest rise of a loss in a region, and how it was found. */
export interface Worst extends Measurement {
  /** The perturbation of the parameters at which it was found. */
  readonly perturbation: Float64Array
  /** The best rise so far after each step of the best climb; never falls. */
  readonly history: readonly number[]
}

/** How to search. */
export interface Search {
  readonly how: string
  readonly steps: number
  /** Random starts, besides the gradient's; each second one is the opposite of the one before. */
  readonly restarts: number
  /** Starts of the caller, in the coordinates of the region; any length. */
  readonly starts: readonly Float64Array[]
  readonly seed: number
}

const last = ({ history }: Climb): number => history.at(-1) as number
const stayedFinite = (climb: Climb): boolean => climb.history.every(Number.isFinite)

/** Climbs from several starts and keeps the best; converged if it stalled and a second climb came within 1 %. */
export const climbed = async (
  objective: Objective,
  region: Region,
  { how, steps, restarts, starts, seed }: Search,
): Promise<Worst> => {
  const { value, gradient, noise, finite, warnings: random } = await standing(objective)
  const standingAlone = standingCost(objective)
  const along = region.corner(region.pulled(gradient))
  const drawn = Array.from({ length: restarts }, (_, i) =>
    region.corner(times(i % 2 === 0 ? 1 : -1, normalVector(seed, Math.floor(i / 2), region.dim))),
  )
  const all = [...(norm(along) === 0 ? [] : [along]), ...starts.map(region.corner), ...drawn]
  const climbs: Climb[] = []
  for (const start of all) climbs.push(await ascend(objective, region, start, steps))
  const sorted = climbs.filter(stayedFinite).sort((a, b) => last(b) - last(a))
  const [best, second] = sorted
  const cost = {
    gradients: standingAlone.gradients + climbs.reduce((sum, { gradients }) => sum + gradients, 0),
    losses: standingAlone.losses,
  }
  const nowhere = { perturbation: new Float64Array(objective.point.length), history: [] }
  const share = best?.share ?? 0
  const warnings = [...random, ...astrayWarning(share)]
  const record = { how, errorIs: 'gain of the last quarter, and rounding', seed, warnings, ...cost }
  if (best === undefined || sorted.length < climbs.length || !finite)
    return {
      ...measured(objective.made, {
        ...record,
        value: Number.NaN,
        error: Number.NaN,
        converged: false,
        reason:
          climbs.length === 0
            ? 'zero gradient, and there is no other start; give restarts'
            : 'the loss is not finite somewhere in the region',
      }),
      ...nowhere,
    }
  const rises = best.history.map((loss) => Math.max(0, loss - value))
  const rise = rises.at(-1) as number
  const gain = rise - (rises[Math.floor(0.75 * steps)] as number)
  const rounding =
    noise + Math.max(noise, roundingOf(objective.made.dtype, last(best))) + best.astray
  const short = gain > 0.01 * rise + rounding
  const alone = second === undefined || last(best) - last(second) > 0.01 * rise + rounding
  return {
    ...measured(objective.made, {
      ...record,
      value: rise,
      error: share > mostAstray ? Number.POSITIVE_INFINITY : gain + rounding,
      converged: !short && !alone && warnings.length === 0,
      reason:
        warnings[0] ??
        (short
          ? `the last quarter of ${steps} steps still gained ${shown(gain)}; give more steps`
          : alone
            ? 'no second climb came within 1 % of the best; give more restarts'
            : `the best of ${all.length} climbs stalled`),
    }),
    perturbation: region.perturbation(best.u),
    history: rises,
  }
}
