import { intervalText } from '../report/uncertainText.js'
import { type TrainingClaim, trainingClaims } from '../training/report/trainingClaims.js'
import { percentOf } from '../training/report/trainingForest.js'
import type { TrainingRun } from '../training/trainingRuns.js'

const listOf = (claims: readonly TrainingClaim[]): string =>
  claims.map(({ task }) => task).join(', ')

const sentence = (claims: readonly TrainingClaim[], at: string): string => {
  const of = (verdict: string) => claims.filter((claim) => claim.verdict === verdict)
  const [better, worse, same] = [of('reproduced'), of('refuted'), of('not separated')] as const
  const alone = of('no data')
  const parts = [
    ...(better.length > 0 ? [`better on ${listOf(better)}`] : []),
    ...(worse.length > 0 ? [`worse on ${listOf(worse)}`] : []),
    ...(same.length > 0 ? [`not separated on ${listOf(same)}`] : []),
  ]
  const verdicts = parts.length === 0 ? [] : [`is ${parts.join('; ')}`]
  const single =
    alone.length === 0
      ? []
      : [
          `with one seed so far has ${alone.map(({ task, gain }) => `${direction(gain)} on ${task}`).join(', ')}`,
        ]
  return `Against Adam, ${at}, Adam+CM ${[...verdicts, ...single].join('; ')}.`
}

const direction = (gain: number): string =>
  `an error ${Number(Math.abs(percentOf(gain)).toPrecision(2))} % ${gain > 0 ? 'lower' : 'higher'}`

const withNumbers = (claims: readonly TrainingClaim[]): string => {
  const shown = claims.filter(({ interval }) => interval !== undefined)
  return shown.length === 0
    ? ''
    : ` Reduction of the error: ${shown
        .map(({ task, interval }) => {
          const { value, low, high } = interval as NonNullable<typeof interval>
          return `${task} ${intervalText(percentOf(value), percentOf(low), percentOf(high))} %`
        })
        .join(', ')}.`
}

/** Adam+CM against Adam on the tasks of training: tuned, and at the rate of Adam. */
export const trainingFindings = (runs: readonly TrainingRun[]): readonly string[] => {
  const claims = trainingClaims(runs).filter(({ other }) => other === 'Adam')
  const tuned = claims.filter((claim) => claim.tuned)
  const untuned = claims.filter((claim) => !claim.tuned)
  return [
    ...(tuned.length > 0
      ? [`${sentence(tuned, 'each at its tuned learning rate')}${withNumbers(tuned)}`]
      : []),
    ...(untuned.length > 0 ? [sentence(untuned, 'both at the learning rate of Adam')] : []),
  ]
}
