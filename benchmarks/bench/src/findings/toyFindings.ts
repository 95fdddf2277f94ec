import { type Claim, claimedDifference, verdictOf } from '../claims/claim.js'
import { intervalText } from '../report/uncertainText.js'

const percent = (share: number): string => `${Math.round(100 * share)} %`

const shareOf = (claim: Claim | undefined, side: 'greater' | 'less'): string =>
  claim?.[side].estimate === undefined ? '–' : percent(claim[side].estimate.value)

/** The verdicts on the claims of the paper, counted. */
export const countFinding = (claims: readonly Claim[]): string | undefined => {
  const own = claims.filter((claim) => !claim.control && verdictOf(claim) !== 'no data')
  if (own.length === 0) return undefined
  const of = (wanted: string) => own.filter((claim) => verdictOf(claim) === wanted).length
  return `Of ${own.length} toy claims of the paper ${of('reproduced')} are reproduced, ${of('refuted')} refuted and ${of('not separated')} not separated.`
}

const main = (claims: readonly Claim[], other: string): Claim | undefined =>
  claims.find(
    ({ group, row, heading, less }) =>
      group === 'escape' &&
      row === other &&
      less.estimate !== undefined &&
      heading.includes('10 dimensions, C = 20, λ'),
  )

/** How often Adam+CM and others leave sharp minima. */
export const escapeFinding = (claims: readonly Claim[]): string | undefined => {
  const [adam, cg, sam] = ['Adam', 'Adam+CG', 'Adam+SAM'].map((other) => main(claims, other))
  return adam === undefined
    ? undefined
    : `From the sharp minima of equation (8) in 10 dimensions (s ≥ 5, α = 0.1, C = 20) Adam+CM escapes in ${shareOf(adam, 'greater')} of the runs, Adam+CG in ${shareOf(cg, 'less')}, Adam+SAM in ${shareOf(sam, 'less')} and Adam in ${shareOf(adam, 'less')}.`
}

/** Whether the escapes need the entries of the memory. */
export const controlFinding = (claims: readonly Claim[]): string | undefined => {
  const control = main(claims, 'CM, no entries')
  const difference = control === undefined ? undefined : claimedDifference(control)
  if (control === undefined || difference === undefined) return undefined
  const needs = {
    reproduced: 'so its entries add to that of its second moment',
    refuted: 'so there the effect is that of its second moment and not of its entries',
    'not separated': 'so there the effect does not need its entries',
    'no data': '',
  }[verdictOf(control)]
  return `The control that has Adam+CM’s second moment but no entries escapes in ${shareOf(control, 'less')} of them, ${needs}; at α = 0.03 ${smallRate(claims)}.`
}

const smallRate = (claims: readonly Claim[]): string => {
  const claim = claims.find(
    ({ group, row, heading, less }) =>
      group === 'escape' &&
      heading.includes('than CM, no entries at a smaller rate') &&
      row === '10 dimensions, α = 0.03' &&
      less.estimate !== undefined,
  )
  return claim === undefined
    ? 'it was not run'
    : `it is ${shareOf(claim, 'less')} against ${shareOf(claim, 'greater')} of Adam+CM`
}

/** Loss and sharpness on Levy, where the paper's toy table has its clearest row. */
export const levyFinding = (claims: readonly Claim[]): string | undefined => {
  const on = (group: string) =>
    claims.find(
      (claim) => claim.group === group && claim.heading.includes('Levy') && claim.row === 'Adam',
    )
  const shown = (claim: Claim | undefined) => {
    const difference = claim === undefined ? undefined : claimedDifference(claim)
    return difference === undefined
      ? undefined
      : `${intervalText(difference.value, difference.low, difference.high)} (${verdictOf(claim as Claim)})`
  }
  const [loss, sharpness] = [shown(on('loss')), shown(on('sharpness'))]
  return loss === undefined || sharpness === undefined
    ? undefined
    : `On Levy at tuned rates Adam’s last loss exceeds that of Adam+CM by ${loss} and its λ₁ by ${sharpness}.`
}
