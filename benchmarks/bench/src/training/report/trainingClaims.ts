import { averaged, type Claim, claimedDifference, verdictOf } from '../../claims/claim.js'
import type { Estimate, Verdict } from '../../claims/verdict.js'
import { groupRuns } from '../../report/groupRuns.js'
import type { TrainingRun } from '../trainingRuns.js'
import { type MethodRuns, methodsOf } from './methodsOf.js'
import { errorOf } from './metricOf.js'

/** Adam+CM against another method on a task. */
export interface TrainingClaim {
  readonly task: string
  readonly title: string
  readonly other: string
  /** Whether each method ran at the rate of its own search, or all at that of Adam. */
  readonly tuned: boolean
  /** Seeds that both have. */
  readonly n: number
  /** The logarithm of the error of the other over that of Adam+CM: positive where CM is better. */
  readonly gain: number
  /** Its interval, paired by seed; undefined with fewer than two common seeds. */
  readonly interval: Estimate | undefined
  readonly verdict: Verdict
}

const name = 'Adam+CM'

const claimOn = (
  { name: task, title }: TrainingRun['task'],
  tuned: boolean,
  own: readonly TrainingRun[],
  other: string,
  others: readonly TrainingRun[],
): readonly TrainingClaim[] => {
  const pairs = own.flatMap((run) => {
    const match = others.find(({ seed }) => seed === run.seed)
    return match === undefined ? [] : [[run, match] as const]
  })
  if (pairs.length === 0) return []
  const logs = (runs: readonly TrainingRun[]) =>
    runs.map((run) => {
      const log = Math.log(errorOf(run))
      return Number.isFinite(log) ? log : null
    })
  const [less, greater] = [logs(pairs.map(([run]) => run)), logs(pairs.map(([, run]) => run))]
  const claim: Pick<Claim, 'greater' | 'less'> = {
    greater: averaged(other, greater),
    less: averaged(name, less),
  }
  const gains = greater.flatMap((log, i) => {
    const mine = less[i] ?? null
    return log === null || mine === null ? [] : [log - mine]
  })
  return [
    {
      task,
      title,
      other,
      tuned,
      n: gains.length,
      gain: gains.reduce((sum, gain) => sum + gain, 0) / gains.length,
      interval: claimedDifference(claim),
      verdict: verdictOf(claim),
    },
  ]
}

const claimsOn = (runs: readonly TrainingRun[], tuned: boolean): readonly TrainingClaim[] => {
  const methods = methodsOf(runs)
  const select = (method: MethodRuns) => (tuned ? method.tuned : method.untuned)
  const own = methods.find((method) => method.name === name)
  return own === undefined
    ? []
    : methods
        .filter((method) => method !== own)
        .flatMap((method) =>
          runs
            .slice(0, 1)
            .flatMap(({ task }) => claimOn(task, tuned, select(own), method.name, select(method))),
        )
}

/** Adam+CM against every other method on every task, by task. */
export const trainingClaims = (runs: readonly TrainingRun[]): readonly TrainingClaim[] =>
  groupRuns(runs, ({ task }) => task.name).flatMap((own) => [
    ...claimsOn(own, true),
    ...claimsOn(own, false),
  ])
