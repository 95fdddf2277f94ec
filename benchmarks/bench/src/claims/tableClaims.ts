import { large, type Setting, small } from '../methods/methods.js'
import type { FinishedCancellation } from '../toy/cancellation/arrowsFigure.js'
import type { FinishedSharpness, Losses } from '../toy/sharpness/sharpnessConfig.js'
import type { FinishedTrajectories } from '../toy/trajectories/trajectoriesConfig.js'
import { averaged, type Claim, type Side } from './claim.js'

const measured = { last: 'last loss', sharpness: 'λ₁ at the floor' }

const side = (
  finished: readonly FinishedSharpness[],
  name: string,
  landscape: string,
  key: keyof Losses,
  { capacity, decay }: Setting = large,
): Side => {
  const one = finished.find(({ job }) => {
    const { config } = job
    return (
      config.contender.name === name &&
      config.landscape === landscape &&
      config.capacity === capacity &&
      config.decay === decay
    )
  })
  return averaged(name, one === undefined ? [] : one.data[key])
}

const surfaces: readonly (readonly [string, string])[] = [
  ['goldstein-price', 'Goldstein-Price (log₁₀)'],
  ['levy', 'Levy'],
]

/** What the paper claims of loss and sharpness where runs end, and what the controls say of it. */
export const sharpnessClaims = (tables: readonly FinishedSharpness[]): readonly Claim[] => {
  const keys = ['last', 'sharpness'] as const
  const word = { last: 'lower', sharpness: 'flatter' }
  return [
    ...keys.flatMap((key) =>
      surfaces.flatMap(([landscape, label]) =>
        ['Adam', 'Adam+SAM', 'Adam+CG', 'burst, no memory', 'CM, no entries'].map(
          (other): Claim => ({
            group: key === 'last' ? 'loss' : 'sharpness',
            control: !other.startsWith('Adam'),
            heading: `Adam+CM ends ${word[key]} on ${label} than`,
            row: other,
            claim: other.startsWith('Adam')
              ? `Adam+CM ends ${word[key]} than ${other} on ${label} (toy table)`
              : `Control: it ends ${word[key]} than ${other} on ${label}`,
            measure: `mean ${measured[key]}, tuned α, C = 20`,
            greater: side(tables, other, landscape, key),
            less: side(tables, 'Adam+CM', landscape, key),
          }),
        ),
      ),
    ),
    ...surfaces.map(
      ([landscape, label]): Claim => ({
        group: 'sharpness',
        control: false,
        heading: 'Adam+SAM ends flatter than Adam on',
        row: label,
        claim: `Adam+SAM ends flatter than Adam on ${label} (toy table)`,
        measure: `mean ${measured.sharpness}, tuned α`,
        greater: side(tables, 'Adam', landscape, 'sharpness'),
        less: side(tables, 'Adam+SAM', landscape, 'sharpness'),
      }),
    ),
    ...keys.map(
      (key): Claim => ({
        group: key === 'last' ? 'loss' : 'sharpness',
        control: false,
        heading: `Adam+CM on Levy ends ${word[key]} with C = 20 than with`,
        row: 'C = 5',
        claim: `On Levy a larger memory ends ${word[key]} (Table 2)`,
        measure: `mean ${measured[key]} of Adam+CM, tuned α, λ = 0.99, C = 5 against C = 20`,
        greater: {
          ...side(tables, 'Adam+CM', 'levy', key, { ...large, capacity: 5 }),
          name: 'C = 5',
        },
        less: { ...side(tables, 'Adam+CM', 'levy', key), name: 'C = 20' },
      }),
    ),
  ]
}

/** What the paper claims of losses on Ackley, and what the controls say of it. */
export const ackleyClaims = (finished: readonly FinishedTrajectories[]): readonly Claim[] => {
  const of = (name: string): Side => {
    const one = finished.find(({ job }) => {
      const { landscape, contender, capacity } = job.config
      return landscape === 'ackley' && contender.name === name && capacity === large.capacity
    })
    return averaged(name, one === undefined ? [] : one.data.last)
  }
  return ['Adam', 'Adam+SAM', 'Adam+CG', 'burst, no memory', 'CM, no entries', 'CM, v from g²'].map(
    (other): Claim => ({
      group: 'loss',
      control: !other.startsWith('Adam'),
      heading: 'Adam+CM ends lower on Ackley than',
      row: other,
      claim: other.startsWith('Adam')
        ? `Adam+CM ends lower than ${other} on Ackley (Fig. 3)`
        : `Control: it ends lower than ${other} on Ackley`,
      measure: 'mean last loss, tuned α, C = 20',
      greater: of(other),
      less: of('Adam+CM'),
    }),
  )
}

/** What the paper claims of cancellation. */
export const cancellationClaims = (finished: readonly FinishedCancellation[]): readonly Claim[] =>
  [small, large].map(({ capacity }) => {
    const of = (name: string): Side => {
      const one = finished.find(
        ({ job: { config } }) => config.contender.name === name && config.capacity === capacity,
      )
      return averaged(name, one === undefined ? [] : one.data.ends.map(({ late }) => late))
    }
    return {
      group: 'agreement',
      control: false,
      heading: 'Entries of Adam+CM agree more than those of Adam+CG at',
      row: `C = ${capacity}`,
      claim: 'Critical momenta cancel less than critical gradients (Fig. 2, 11)',
      measure: `agreement of the entries, Ackley + Rosenbrock, C = ${capacity}`,
      greater: of('Adam+CM'),
      less: of('Adam+CG'),
    }
  })
