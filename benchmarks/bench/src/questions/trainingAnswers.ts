import { costAdvice } from '../advice/costAdvice.js'
import { type Claim, claimedDifference, verdictOf } from '../claims/claim.js'
import { type TrainingClaim, trainingClaims } from '../training/report/trainingClaims.js'
import type { TrainingRun } from '../training/trainingRuns.js'

const controls = ['burst, no memory', 'CM, no entries', 'CM, no burst', 'CM, v from g²']

const verdictWords = {
  reproduced: 'Adam+CM is better',
  refuted: 'the control is better',
  'not separated': 'not separated',
  'no data': 'one seed so far',
}

const shown = ({ task, other, tuned, verdict }: TrainingClaim): string =>
  `${other} on ${task}${tuned ? '' : ', at the rate of Adam'}: ${verdictWords[verdict]}`

/** Whether the gain comes from the memory or from what else Adam+CM changes. */
export const controlsAnswer = (runs: readonly TrainingRun[], claims: readonly Claim[]): string => {
  const question = 'Whether the gain is that of the memory (controls without one part of Adam+CM):'
  const toys = claims.filter((claim) => claim.control && claimedDifference(claim) !== undefined)
  const of = (wanted: string) => toys.filter((claim) => verdictOf(claim) === wanted).length
  const compared = trainingClaims(runs).filter(({ other }) => controls.includes(other))
  const tuned = compared.filter((claim) => claim.tuned)
  const own = tuned.length > 0 ? tuned : compared
  if (toys.length === 0 && own.length === 0) return `${question} not run.`
  const parts = [
    ...(toys.length === 0
      ? []
      : [
          `of ${toys.length} comparisons on toy surfaces Adam+CM does more in ${of('reproduced')}, less in ${of('refuted')}, and ${of('not separated')} are not separated`,
        ]),
    own.length === 0 ? 'no control has runs on a network' : own.map(shown).join('; '),
  ]
  return `${question} ${parts.join('; ')}.`
}

/** What the memory costs. */
export const overheadAnswer = (runs: readonly TrainingRun[]): string =>
  `The cost of the memory: ${costAdvice(runs).replace(/^Cost[^:]*: /, '')}`
