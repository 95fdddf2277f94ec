import { mnistFinding } from '../findings/mnistFinding.js'
import type { StoredFinished } from '../tasks/StoredTask.js'
import { type TrainingClaim, trainingClaims } from '../training/report/trainingClaims.js'
import type { TrainingRun } from '../training/trainingRuns.js'

/** On which tasks Adam+CM is worth it, and where Adam wins. */
export const taskAdvice = (
  finished: readonly StoredFinished[],
  runs: readonly TrainingRun[],
): readonly string[] => {
  const against = trainingClaims(runs).filter(({ other, tuned }) => other === 'Adam' && tuned)
  const tasksOf = (verdict: TrainingClaim['verdict']) =>
    against.filter((claim) => claim.verdict === verdict).map(({ task }) => task)
  const named = (tasks: readonly string[]) =>
    tasks.length === 0 ? '0' : `${tasks.length} (${tasks.join(', ')})`
  const [wins, losses] = [tasksOf('reproduced'), tasksOf('refuted')]
  const keep =
    wins.length > losses.length ? '' : ': keep Adam unless your own search says otherwise'
  const advice =
    against.length === 0
      ? 'Tasks: no network has tuned runs of both Adam and Adam+CM, so no task can be advised yet.'
      : `Tasks: of ${against.length} networks, each at its tuned learning rate, Adam+CM was better than Adam on ${named(wins)} and worse on ${named(losses)}${keep}.`
  const mnist = mnistFinding(finished)
  return [advice, ...(mnist === undefined ? [] : [mnist])]
}
