import { type Claim, claimedDifference, verdictOf } from '../claims/claim.js'

const phrases = {
  reproduced: 'more often than',
  'not separated': 'not measurably more or less often than',
  refuted: 'less often than',
} as const

const listed = new Intl.ListFormat('en-GB', { style: 'long', type: 'conjunction' })

/** The escapes with C = 20 beside those with other capacities, one phrase for each verdict. */
const escapesText = (claims: readonly Claim[]): string => {
  const compared = Object.entries(phrases).flatMap(([verdict, phrase]) => {
    const rows = claims.filter((claim) => verdictOf(claim) === verdict).map(({ row }) => row)
    return rows.length === 0 ? [] : [`${phrase} with ${listed.format(rows)}`]
  })
  return `with C = 20 runs escape from sharp minima ${compared.join(', and ')}`
}

const comparisons = {
  reproduced: 'lower than',
  'not separated': 'not separated from',
  refuted: 'higher than',
  'no data': 'not compared with',
} as const

/** The end of the runs on Levy with C = 20 beside that with another capacity. */
const levyText = (claim: Claim): string => {
  const measured = claim.group === 'loss' ? 'last loss' : 'sharpness'
  return `on Levy its ${measured} is ${comparisons[verdictOf(claim)]} that of ${claim.row}`
}

/** Which capacity of the memory to use. */
export const capacityAdvice = (claims: readonly Claim[]): string => {
  const own = claims.filter(
    (claim) => claim.heading.includes('with C = 20') && claimedDifference(claim) !== undefined,
  )
  const escapes = own.filter(({ group }) => group === 'escape')
  const levy = own.filter(({ group }) => group === 'loss' || group === 'sharpness')
  if (own.length === 0)
    return 'Capacity: no task with several capacities is finished, so nothing can be said.'
  const parts = [...(escapes.length === 0 ? [] : [escapesText(escapes)]), ...levy.map(levyText)]
  const needed = [...escapes, ...levy].filter(
    (claim) => verdictOf(claim) === 'reproduced' && claim.row !== 'C = 1',
  ).length
  const advice =
    needed === 0
      ? 'Five entries or fewer do as well here as twenty, at a quarter of the memory.'
      : 'Where memory allows, try a larger one.'
  return `Capacity: ${parts.join('; ')}. ${advice} No network was trained with several capacities.`
}
