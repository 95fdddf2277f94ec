import { type Column, markdownTable, type Section } from '@momenta/bench-figures'
import { nothingYet, tableBlock, text } from '../report/blocks.js'
import type { StoredFinished } from '../tasks/StoredTask.js'
import { type Claim, claimedDifference, type Side, verdictOf } from './claim.js'
import { claimsOf } from './claimsOf.js'
import type { Estimate } from './verdict.js'

const short = (n: number): string => (Math.abs(n) < 1e-9 ? '0' : String(Number(n.toPrecision(3))))

const interval = ({ value, low, high }: Estimate): string =>
  `${short(value)} [${short(low)}, ${short(high)}]`

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
  return `${of('reproduced')} reproduced, ${of('refuted')} refuted, ${of('not separated')} not separated, ${of('no data')} without data yet (not shown).`
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
const title = 'The toy claims of the paper'

/** The table of the toy claims of the paper, with the numbers of this report. */
export const claims = (all: readonly StoredFinished[]): Section => {
  const rows = claimsOf(all)
  return {
    id: 'claims',
    title,
    blocks:
      all.length === 0
        ? [nothingYet]
        : [...words.map(text), tableBlock(withData(rows), columns, caption(rows))],
  }
}

/** The same as a page of Markdown. */
export const claimsMarkdown = (all: readonly StoredFinished[], command: string): string => {
  const rows = claimsOf(all)
  return [
    `# ${title}`,
    `Made by \`${command}\`.`,
    ...words,
    markdownTable(withData(rows), columns, caption(rows)),
  ].join('\n\n')
}
