import { wilson } from '@momenta/bench-results'
import { type Claim, claimedDifference } from '../claims/claim.js'
import { large } from '../methods/methods.js'
import type { StoredFinished } from '../tasks/StoredTask.js'
import { finishedOf } from '../tasks/storeTask.js'
import { escapeRows } from '../toy/escape/escapeConfig.js'
import { escapeRatio } from '../toy/escape/escapeRatio.js'

const percent = (share: number): string => `${Math.round(100 * share)} %`

/** Whether fewer than five entries are enough. */
export const capacityAnswer = (claims: readonly Claim[]): string => {
  const question = 'Capacities below five:'
  const own = claims.filter(
    (claim) =>
      claim.heading.startsWith('Adam+CM escapes more often with C = 20') &&
      claimedDifference(claim) !== undefined,
  )
  const [first] = own
  return first === undefined
    ? `${question} not run.`
    : `${question} shares of Adam+CM that escape in 10 dimensions, ${own.map(({ row, less }) => `${row}: ${percent(less.estimate?.value ?? Number.NaN)}`).join(', ')}, C = 20: ${percent(first.greater.estimate?.value ?? Number.NaN)}.`
}

/** What happens to the escapes for larger s. */
export const sharperAnswer = (finished: readonly StoredFinished[]): string => {
  const question = 'The share of escapes for larger s:'
  const rows = escapeRows(finishedOf(escapeRatio, finished))
    .filter(
      ({ contender, dim, form, learningRate, capacity, decay }) =>
        contender.name === 'Adam+CM' &&
        dim === 10 &&
        form === 'separable' &&
        learningRate === 0.1 &&
        capacity === large.capacity &&
        decay === large.decay,
    )
    .sort((a, b) => a.sharpness - b.sharpness)
  return rows.length < 2
    ? `${question} not run.`
    : `${question} Adam+CM in 10 dimensions (C = 20, α = 0.1), ${rows
        .map(
          ({ sharpness, escaped, couldEscape }) =>
            `s = ${sharpness}: ${percent(wilson(escaped, couldEscape).p)}`,
        )
        .join(', ')}.`
}

/** Whether the escapes depend on the learning rate. */
export const rateAnswer = (claims: readonly Claim[]): string => {
  const question = 'Whether Fig. 5 depends on the learning rate:'
  const own = claims.filter(
    (claim) =>
      claim.heading.startsWith('Adam+CM escapes more often than Adam at a smaller rate') &&
      claimedDifference(claim) !== undefined,
  )
  return own.length === 0
    ? `${question} not run.`
    : `${question} it does; Adam+CM escapes in ${own.map(({ row, greater, less }) => `${percent(greater.estimate?.value ?? Number.NaN)} (${row}; Adam ${percent(less.estimate?.value ?? Number.NaN)})`).join(', ')} of the runs.`
}
