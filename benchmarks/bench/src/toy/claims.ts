import type { Section } from '@momenta/bench-figures'
import { meanInterval, wilson } from '@momenta/bench-results'
import type { Finished } from '../tasks/Task.js'
import { nothingYet, tableBlock, text } from './blocks.js'
import { escapeRows } from './escapeSection.js'
import { large } from './methods.js'
import { type Losses, lossesOf, sharpnessConfig } from './sharpness.js'
import { type Estimate, type Verdict, verdict } from './verdict.js'

interface Claim {
  readonly claim: string
  readonly measure: string
  readonly greater: Named
  readonly less: Named
}

interface Named {
  readonly name: string
  readonly estimate: Estimate | undefined
  readonly n: number
  /** One value a start, where the starts are those of the other: then differences are paired. */
  readonly runs?: readonly (number | null)[]
}

type Select = (row: ReturnType<typeof escapeRows>[number]) => boolean

const share = (
  finished: readonly Finished[],
  name: string,
  select: Select,
  way: 'escape' | 'fall',
): Named => {
  const rows = escapeRows(finished).filter(
    (row) => row.form === 'separable' && row.contender.name === name && select(row),
  )
  const sum = (key: 'escaped' | 'couldEscape' | 'fell' | 'couldFall') =>
    rows.reduce((total, row) => total + row[key], 0)
  const [successes, n] =
    way === 'escape' ? [sum('escaped'), sum('couldEscape')] : [sum('fell'), sum('couldFall')]
  const { p, low, high } = wilson(successes, n)
  return { name, n, estimate: n === 0 ? undefined : { value: p, low, high } }
}

const average = (
  finished: readonly Finished[],
  name: string,
  landscape: string,
  key: keyof Losses,
  capacity = large.capacity,
): Named => {
  const one = finished.find(({ work }) => {
    const config = sharpnessConfig(work)
    return (
      config.contender.name === name &&
      config.landscape === landscape &&
      config.capacity === capacity
    )
  })
  const runs = one === undefined ? [] : lossesOf(one)[key]
  const values = runs.filter((value): value is number => value !== null)
  if (values.length < 2) return { name, n: values.length, estimate: undefined }
  const { mean, low, high } = meanInterval(values)
  return { name, n: values.length, estimate: { value: mean, low, high }, runs }
}

const claimsOf = (all: readonly Finished[]): readonly Claim[] => {
  const escapes = all.filter(({ work }) => work.task === 'escape-ratio')
  const tables = all.filter(({ work }) => work.task === 'sharpness-table')
  const main =
    (dim: number, capacity = large.capacity, learningRate = 0.1): Select =>
    (row) =>
      row.dim === dim &&
      row.capacity === capacity &&
      row.learningRate === learningRate &&
      row.sharpness >= 5
  const escapesOf = (name: string, select: Select) => share(escapes, name, select, 'escape')
  const fallsOf = (name: string, select: Select) => share(escapes, name, select, 'fall')
  const versus = (dim: number, other: string): Claim => ({
    claim: `Adam+CM leaves sharp minima more often than ${other} (Fig. 5)`,
    measure: `share sharp → flat, D = ${dim}, s ≥ 5, α = 0.1, C = 20`,
    greater: escapesOf('Adam+CM', main(dim)),
    less: escapesOf(other, main(dim)),
  })
  const control = (dim: number, other: string, what: string): Claim => ({
    claim: `Control: ${what}`,
    measure: `share sharp → flat, D = ${dim}, s ≥ 5, α = 0.1, C = 20`,
    greater: escapesOf('Adam+CM', main(dim)),
    less: escapesOf(other, main(dim)),
  })
  const lower = (
    landscape: string,
    label: string,
    key: keyof Losses,
    what: string,
  ): readonly Claim[] =>
    ['Adam', 'Adam+CG', 'Adam+SAM'].map((other) => ({
      claim: `Adam+CM ends ${what} than ${other} on ${label} (toy table)`,
      measure: `mean ${key === 'last' ? 'last loss' : 'λ₁ at the floor'}, tuned α`,
      greater: average(tables, other, landscape, key),
      less: average(tables, 'Adam+CM', landscape, key),
    }))
  return [
    ...[1, 10].flatMap((dim) => ['Adam', 'Adam+SAM', 'Adam+CG'].map((other) => versus(dim, other))),
    ...[1, 10].flatMap((dim) => [
      control(dim, 'burst, no memory', 'the burst of first steps alone does less'),
      control(dim, 'CM, no entries', 'v from m² alone, without entries, does less'),
      control(dim, 'CM, no burst', 'without the burst the memory does less'),
      control(dim, 'CM, v from g²', 'with v from g² the memory does less'),
      control(dim, 'CM, matched step', 'at a step size matched to Adam it does less'),
    ]),
    {
      claim: 'A sharper minimum is left more often (Fig. 5)',
      measure: 'share sharp → flat of Adam+CM, D = 10, s = 100 against s = 5',
      greater: escapesOf('Adam+CM', (row) => main(10)(row) && row.sharpness === 100),
      less: escapesOf('Adam+CM', (row) => main(10)(row) && row.sharpness === 5),
    },
    {
      claim: 'A larger memory leaves sharp minima more often (Fig. 12, right)',
      measure: 'share sharp → flat of Adam+CM, D = 10, s ≥ 5, C = 20 against C = 3, λ = 0.99',
      greater: { ...escapesOf('Adam+CM', main(10)), name: 'C = 20' },
      less: { ...escapesOf('Adam+CM', main(10, 3)), name: 'C = 3' },
    },
    {
      claim:
        'Adam+CM stays in flat minima as Adam does: it leaves the sharp one more often than the flat one',
      measure: 'sharp → flat against flat → sharp of Adam+CM, D = 1, s ≥ 5',
      greater: { ...escapesOf('Adam+CM', main(1)), name: 'sharp → flat' },
      less: { ...fallsOf('Adam+CM', main(1)), name: 'flat → sharp' },
    },
    {
      claim: 'It does so at small learning rates too',
      measure: 'share sharp → flat, D = 1, s ≥ 5, α = 0.01',
      greater: escapesOf('Adam+CM', main(1, large.capacity, 0.01)),
      less: escapesOf('Adam', main(1, large.capacity, 0.01)),
    },
    ...lower('goldstein-price', 'Goldstein-Price', 'last', 'lower'),
    ...lower('levy', 'Levy', 'last', 'lower'),
    ...lower('goldstein-price', 'Goldstein-Price', 'sharpness', 'flatter'),
    ...lower('levy', 'Levy', 'sharpness', 'flatter'),
    ...(['last', 'sharpness'] as const).map((key) => ({
      claim: `On Levy a larger memory ends ${key === 'last' ? 'lower' : 'flatter'} (Table 2)`,
      measure: `mean ${key === 'last' ? 'last loss' : 'λ₁ at the floor'} of Adam+CM, C = 5 against C = 20, λ = 0.99`,
      greater: { ...average(tables, 'Adam+CM', 'levy', key, 5), name: 'C = 5' },
      less: { ...average(tables, 'Adam+CM', 'levy', key), name: 'C = 20' },
    })),
    ...agreement(all),
  ]
}

const agreement = (all: readonly Finished[]): readonly Claim[] =>
  [5, 20].map((capacity) => {
    const of = (name: string): Named => {
      const one = all.find(({ work }) => {
        const config = sharpnessConfig(work)
        return (
          work.task === 'gradient-cancellation' &&
          config.contender.name === name &&
          config.capacity === capacity
        )
      })
      const late = (
        (one?.data as { readonly late?: readonly number[] } | undefined)?.late ?? []
      ).filter(Number.isFinite)
      if (late.length < 2) return { name, n: late.length, estimate: undefined }
      const { mean, low, high } = meanInterval(late)
      return { name, n: late.length, estimate: { value: mean, low, high } }
    }
    return {
      claim: 'Critical momenta cancel less than critical gradients (Fig. 2, 11)',
      measure: `agreement of the entries, Ackley + Rosenbrock, C = ${capacity}`,
      greater: of('Adam+CM'),
      less: of('Adam+CG'),
    }
  })

const shown = ({ name, estimate, n }: Named): string =>
  estimate === undefined
    ? `${name}: –`
    : `${name}: ${estimate.value.toPrecision(3)} [${estimate.low.toPrecision(3)}, ${estimate.high.toPrecision(3)}], n = ${n}`

/** The mean difference over common starts, with Student's interval. */
const pairedOf = ({ greater, less }: Claim): Estimate | undefined => {
  const differences = (greater.runs ?? []).flatMap((value, i) => {
    const other = less.runs?.[i] ?? null
    return value === null || other === null ? [] : [value - other]
  })
  if (differences.length < 2) return undefined
  const { mean, low, high } = meanInterval(differences)
  return { value: mean, low, high }
}

const zero: Estimate = { value: 0, low: 0, high: 0 }

const verdictOf = (claim: Claim): Verdict => {
  const paired = pairedOf(claim)
  return paired === undefined
    ? verdict(claim.greater.estimate, claim.less.estimate)
    : verdict(paired, zero)
}

const difference = (claim: Claim): string | null => {
  const paired = pairedOf(claim)
  return paired === undefined
    ? null
    : `${paired.value.toPrecision(3)} [${paired.low.toPrecision(3)}, ${paired.high.toPrecision(3)}]`
}

/** The table that holds each toy claim of the paper against the numbers of this report. */
export const claims = (all: readonly Finished[]): Section => ({
  id: 'claims',
  title: 'The toy claims of the paper',
  blocks:
    all.length === 0
      ? [nothingYet]
      : [
          text(
            'Each row sets what should be greater beside what should be less, with 95 % intervals (Wilson for shares, Student for means). The verdict follows from the intervals alone: reproduced if they lie apart in the claimed order, refuted if in the reverse, else not separated; where both ran from the same starts, it follows from the interval of the paired difference. A control that is not separated from Adam+CM, or does better, shows that the effect does not need what the control leaves out.',
          ),
          tableBlock(
            claimsOf(all),
            [
              { heading: 'claim', value: ({ claim }) => claim },
              { heading: 'measure', value: ({ measure }) => measure },
              { heading: 'should be greater', value: ({ greater }) => shown(greater) },
              { heading: 'should be less', value: ({ less }) => shown(less) },
              { heading: 'paired difference', value: difference },
              { heading: 'verdict', value: verdictOf },
            ],
            'Claims, numbers and verdicts.',
          ),
        ],
})
