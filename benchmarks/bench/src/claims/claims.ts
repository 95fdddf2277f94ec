import { type Block, type Column, markdownTable } from '@momenta/bench-figures'
import { detailsBlock, foldedTable, text } from '../report/blocks.js'
import { intervalText } from '../report/uncertainText.js'
import type { StoredFinished } from '../tasks/StoredTask.js'
import { type Claim, claimedDifference, type Side, verdictOf } from './claim.js'
import { claimsForest } from './claimsForest.js'
import { claimsOf } from './claimsOf.js'
import type { Estimate } from './verdict.js'

const interval = ({ value, low, high }: Estimate): string => intervalText(value, low, high)

const shown = ({ name, estimate, n }: Side): string =>
  estimate === undefined ? `${name}: –` : `${name}: ${interval(estimate)}, n = ${n}`

const difference = (claim: Claim): string | null => {
  const own = claimedDifference(claim)
  return own === undefined
    ? null
    : `${interval(own)}${claim.greater.runs === undefined ? '' : ', paired'}`
}

const count = (claims: readonly Claim[]): string => {
  const of = (wanted: string) => claims.filter((claim) => verdictOf(claim) === wanted).length
  const without = of('no data')
  return `${of('reproduced')} reproduced, ${of('refuted')} refuted, ${of('not separated')} not separated${without === 0 ? '' : `, ${without} without data yet (not shown)`}.`
}

const words = [
  'Each row compares a quantity that should be greater with one that should be less, with 95 % intervals (Wilson for shares, Student for means). The verdict follows from the interval of the difference alone: reproduced if all of it is positive, refuted if all of it is negative, else not separated. Where both sides ran from the same starts and each start gives a value, the difference is paired (Student); shares are compared by Newcombe’s interval. Means exclude diverged runs; the tables count them. Where α is tuned, the intervals hold for the chosen rates; they do not include the variance of the search.',
  'Rows that begin with Control claim that Adam+CM does more than the same without one of its parts. A control that is not separated, or refuted, shows that the effect does not need that part. With so many rows at 95 %, one in forty may be separated by chance in the wrong direction.',
]

const columns: readonly Column<Claim>[] = [
  { heading: 'claim', value: ({ claim }) => claim },
  { heading: 'measure', value: ({ measure }) => measure },
  { heading: 'should be greater', value: ({ greater }) => shown(greater) },
  { heading: 'should be less', value: ({ less }) => shown(less) },
  { heading: 'difference', value: difference },
  { heading: 'verdict', value: verdictOf },
]

const caption = (rows: readonly Claim[]) => `Claims, numbers and verdicts: ${count(rows)}`
const withData = (rows: readonly Claim[]) => rows.filter((row) => verdictOf(row) !== 'no data')

/**
 * The toy claims of the paper as figures, with the controls and all numbers folded; nothing without
 * results.
 */
export const claimBlocks = (all: readonly StoredFinished[]): readonly Block[] => {
  const rows = withData(claimsOf(all))
  if (rows.length === 0) return []
  const controls = claimsForest(
    rows.filter(({ control }) => control),
    'controls',
  )
  return [
    ...claimsForest(
      rows.filter(({ control }) => !control),
      'claims',
    ),
    ...(controls.length === 0
      ? []
      : [detailsBlock('The same against controls without one part of Adam+CM', controls)]),
    detailsBlock('How the verdicts follow from the numbers', words.map(text)),
    foldedTable('claims', 'All claims with their numbers', rows, columns, caption(rows)),
  ]
}

/** All claims as a page of Markdown. */
export const claimsMarkdown = (all: readonly StoredFinished[], command: string): string => {
  const rows = claimsOf(all)
  return [
    '# The toy claims of the paper',
    `Made by \`${command}\`.`,
    ...words,
    markdownTable(withData(rows), columns, caption(rows)),
  ].join('\n\n')
}
