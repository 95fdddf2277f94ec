import { mnistFinding } from '../findings/mnistFinding.js'
import { trainingFindings } from '../findings/trainingFindings.js'
import type { StoredFinished } from '../tasks/StoredTask.js'
import { trainingClaims } from '../training/report/trainingClaims.js'
import type { TrainingRun } from '../training/trainingRuns.js'

/** On which tasks Adam+CM is worth it, and where Adam wins. */
export const taskAdvice = (
  finished: readonly StoredFinished[],
  runs: readonly TrainingRun[],
): readonly string[] => {
  const against = trainingClaims(runs).filter(({ other, tuned }) => other === 'Adam' && tuned)
  const wins = against.filter(({ verdict }) => verdict === 'reproduced').length
  const losses = against.filter(({ verdict }) => verdict === 'refuted').length
  const advice =
    against.length === 0
      ? 'Tasks: no network has tuned runs of both Adam and Adam+CM, so no task can be advised yet.'
      : wins > losses
        ? `Tasks: tuned, Adam+CM was better than Adam on ${wins} of ${against.length} networks and worse on ${losses}.`
        : `Tasks: tuned, Adam+CM was better than Adam on ${wins} of ${against.length} networks and worse on ${losses}: keep Adam unless your own search says otherwise.`
  const mnist = mnistFinding(finished)
  return [advice, ...trainingFindings(runs).slice(0, 2), ...(mnist === undefined ? [] : [mnist])]
}
