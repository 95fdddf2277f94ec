import type { Finished } from '../tasks/Task.js'
import { cancellationConfig, cancellationData } from './cancellationConfig.js'
import { averaged, type Claim, type Side } from './claim.js'
import { large, type Setting, small } from './methods.js'
import { type Losses, lossesOf, sharpnessConfig } from './sharpnessConfig.js'
import { drawnOf, trajectoriesConfig } from './trajectoriesConfig.js'

const measured = { last: 'last loss', sharpness: 'λ₁ at the floor' }

const side = (
  finished: readonly Finished[],
  name: string,
  landscape: string,
  key: keyof Losses,
  { capacity, decay }: Setting = large,
): Side => {
  const one = finished.find(({ work }) => {
    const config = sharpnessConfig(work)
    return (
      config.contender.name === name &&
      config.landscape === landscape &&
      config.capacity === capacity &&
      config.decay === decay
    )
  })
  return averaged(name, one === undefined ? [] : lossesOf(one)[key])
}

const surfaces: readonly (readonly [string, string])[] = [
  ['goldstein-price', 'Goldstein-Price (log₁₀)'],
  ['levy', 'Levy'],
]

/** What the paper claims of loss and sharpness where runs end, and what the controls say of it. */
export const sharpnessClaims = (finished: readonly Finished[]): readonly Claim[] => {
  const tables = finished.filter(({ work }) => work.task === 'sharpness-table')
  const keys = ['last', 'sharpness'] as const
  const word = { last: 'lower', sharpness: 'flatter' }
  return [
    ...keys.flatMap((key) =>
      surfaces.flatMap(([landscape, label]) =>
        ['Adam', 'Adam+SAM', 'Adam+CG', 'burst, no memory', 'CM, no entries'].map(
          (other): Claim => ({
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
        claim: `Adam+SAM ends flatter than Adam on ${label} (toy table)`,
        measure: `mean ${measured.sharpness}, tuned α`,
        greater: side(tables, 'Adam', landscape, 'sharpness'),
        less: side(tables, 'Adam+SAM', landscape, 'sharpness'),
      }),
    ),
    ...keys.map(
      (key): Claim => ({
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
export const ackleyClaims = (finished: readonly Finished[]): readonly Claim[] => {
  const of = (name: string): Side => {
    const one = finished.find(({ work }) => {
      if (work.task !== 'trajectories') return false
      const { landscape, contender, capacity } = trajectoriesConfig(work)
      return landscape === 'ackley' && contender.name === name && capacity === large.capacity
    })
    return averaged(name, one === undefined ? [] : drawnOf(one).last)
  }
  return ['Adam', 'Adam+SAM', 'Adam+CG', 'burst, no memory', 'CM, no entries', 'CM, v from g²'].map(
    (other) => ({
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
export const cancellationClaims = (finished: readonly Finished[]): readonly Claim[] =>
  [small, large].map(({ capacity }) => {
    const of = (name: string): Side => {
      const one = finished.find(
        ({ work }) =>
          work.task === 'gradient-cancellation' &&
          cancellationConfig(work).contender.name === name &&
          cancellationConfig(work).capacity === capacity,
      )
      return averaged(
        name,
        one === undefined ? [] : cancellationData(one).ends.map(({ late }) => late),
      )
    }
    return {
      claim: 'Critical momenta cancel less than critical gradients (Fig. 2, 11)',
      measure: `agreement of the entries, Ackley + Rosenbrock, C = ${capacity}`,
      greater: of('Adam+CM'),
      less: of('Adam+CG'),
    }
  })
