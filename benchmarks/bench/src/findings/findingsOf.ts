import { claimsOf } from '../claims/claimsOf.js'
import type { StoredFinished } from '../tasks/StoredTask.js'
import { trainingRuns } from '../training/trainingRuns.js'
import { bestFinding } from './bestFinding.js'
import { mnistFinding } from './mnistFinding.js'
import { controlFinding, countFinding, escapeFinding, levyFinding } from './toyFindings.js'
import { trainingFindings } from './trainingFindings.js'

const most = 5

/** At most five sentences of results, computed from the finished jobs. */
export const findingsOf = (finished: readonly StoredFinished[]): readonly string[] => {
  const claims = claimsOf(finished)
  const runs = trainingRuns(finished)
  return [
    ...trainingFindings(runs),
    mnistFinding(finished),
    escapeFinding(claims),
    controlFinding(claims),
    levyFinding(claims),
    bestFinding(runs),
    countFinding(claims),
  ]
    .filter((sentence) => sentence !== undefined)
    .slice(0, most)
}
