import { wilson } from '@momenta/bench-results'
import { large, type Setting, small } from '../methods/methods.js'
import type { Finished } from '../tasks/Job.js'
import { type EscapeConfig, type EscapeRow, escapeRows } from '../toy/escape/escapeConfig.js'
import type { Claim, Side } from './claim.js'

type Select = (row: EscapeRow) => boolean

const side = (rows: readonly EscapeRow[], name: string, way: 'escape' | 'fall'): Side => {
  const sum = (key: 'escaped' | 'couldEscape' | 'fell' | 'couldFall') =>
    rows.reduce((total, row) => total + row[key], 0)
  const [successes, n] =
    way === 'escape' ? [sum('escaped'), sum('couldEscape')] : [sum('fell'), sum('couldFall')]
  const { p, low, high } = wilson(successes, n)
  return { name, n, estimate: n === 0 ? undefined : { value: p, low, high } }
}

const dimensions = (dim: number): string => `${dim} dimension${dim === 1 ? '' : 's'}`

const settingText = ({ capacity, decay }: Setting): string => `C = ${capacity}, λ = ${decay}`

const controls: readonly (readonly [string, string])[] = [
  ['burst, no memory', 'the burst of first steps alone does less'],
  ['CM, no entries', 'v from m² alone, without entries, does less'],
  ['CM, no burst', 'without the burst the memory does less'],
  ['CM, v from g²', 'with v from g² the memory does less'],
  ['CM, matched step', 'at a step size matched to Adam it does less'],
]

/** What the paper claims of escapes, and what the controls say of it. */
export const escapeClaims = (
  finished: readonly Finished<EscapeConfig, undefined>[],
): readonly Claim[] => {
  const rows = escapeRows(finished).filter(({ form }) => form === 'separable')
  const at =
    (wanted: number): Select =>
    ({ sharpness }) =>
      sharpness === wanted
  const sharp: Select = ({ sharpness }) => sharpness >= 5
  const of = (
    name: string,
    dim: number,
    { capacity, decay }: Setting = large,
    {
      learningRate = 0.1,
      way = 'escape',
      select = sharp,
    }: {
      readonly learningRate?: number
      readonly way?: 'escape' | 'fall'
      readonly select?: Select
    } = {},
  ): Side => {
    const own = rows.filter(
      (row) =>
        row.contender.name === name &&
        row.dim === dim &&
        row.learningRate === learningRate &&
        select(row) &&
        // without entries capacity and decay say nothing: one run serves both settings
        ((row.contender.spec.memory?.capacity ?? 0) === 0 ||
          (row.capacity === capacity && row.decay === decay)),
    )
    return side(own, name, way)
  }
  const measure = (dim: number, { capacity, decay }: Setting, learningRate = 0.1) =>
    `share sharp → flat, D = ${dim}, s ≥ 5, α = ${learningRate}, C = ${capacity}, λ = ${decay}`
  const against = (
    dim: number,
    other: string,
    claim: string,
    setting: Setting,
    learningRate?: number,
  ): Claim => ({
    group: 'escape',
    control: claim.startsWith('Control'),
    ...(learningRate === undefined
      ? {
          heading: `Adam+CM escapes more often, ${dimensions(dim)}, ${settingText(setting)}, than`,
          row: other,
        }
      : {
          heading: `Adam+CM escapes more often than ${other} at a smaller rate, ${settingText(setting)}`,
          row: `${dimensions(dim)}, α = ${learningRate}`,
        }),
    claim,
    measure: measure(dim, setting, learningRate),
    greater: of('Adam+CM', dim, setting, learningRate === undefined ? {} : { learningRate }),
    less: of(other, dim, setting, learningRate === undefined ? {} : { learningRate }),
  })
  const settings = [large, small]
  const dims = [1, 10]
  return [
    ...settings.flatMap((setting) =>
      dims.flatMap((dim) => [
        ...['Adam', 'Adam+SAM', 'Adam+CG'].map((other) =>
          against(
            dim,
            other,
            `Adam+CM leaves sharp minima more often than ${other} (Fig. 5, 12)`,
            setting,
          ),
        ),
        ...controls.map(([other, what]) => against(dim, other, `Control: ${what}`, setting)),
      ]),
    ),
    ...dims.flatMap((dim) =>
      [0.03, 0.01].flatMap((rate) => [
        against(dim, 'Adam', 'It leaves them at smaller learning rates too', large, rate),
        against(dim, 'CM, no entries', `Control: ${controls[1]?.[1]}`, large, rate),
        against(dim, 'CM, no burst', `Control: ${controls[2]?.[1]}`, large, rate),
      ]),
    ),
    {
      group: 'escape',
      control: false,
      heading: 'Adam+CM escapes more often at s = 100, 10 dimensions, than',
      row: 'at s = 5',
      claim: 'A sharper minimum is left more often (Fig. 5)',
      measure: 'share sharp → flat of Adam+CM, D = 10, s = 100 against s = 5, α = 0.1, C = 20',
      greater: {
        ...of('Adam+CM', 10, large, { select: at(100) }),
        name: 's = 100',
      },
      less: {
        ...of('Adam+CM', 10, large, { select: at(5) }),
        name: 's = 5',
      },
    },
    ...['Adam', 'Adam+SAM'].map(
      (other): Claim => ({
        group: 'escape',
        control: false,
        heading: 'Adam+CG escapes less often at s = 100, 10 dimensions, than',
        row: other,
        claim: `Where s is large Adam+CG escapes less often than ${other} (Fig. 12, left)`,
        measure: 'share sharp → flat, D = 10, s = 100, α = 0.1, C = 20, λ = 0.99',
        greater: of(other, 10, large, { select: at(100) }),
        less: of('Adam+CG', 10, large, { select: at(100) }),
      }),
    ),
    ...[1, 3, 5, 10].map(
      (capacity): Claim => ({
        group: 'escape',
        control: false,
        heading: 'Adam+CM escapes more often with C = 20, 10 dimensions, than with',
        row: `C = ${capacity}`,
        claim: 'A larger memory leaves sharp minima more often (Fig. 12, right)',
        measure: `share sharp → flat of Adam+CM, D = 10, s ≥ 5, α = 0.1, λ = 0.99, C = 20 against C = ${capacity}`,
        greater: { ...of('Adam+CM', 10), name: 'C = 20' },
        less: { ...of('Adam+CM', 10, { ...large, capacity }), name: `C = ${capacity}` },
      }),
    ),
    ...dims.map(
      (dim): Claim => ({
        group: 'escape',
        control: false,
        heading: 'Adam+CM leaves the sharp minimum more often than the flat one',
        row: dimensions(dim),
        claim: 'Adam+CM leaves the sharp minimum more often than the flat one',
        measure: `sharp → flat against flat → sharp of Adam+CM, D = ${dim}, s ≥ 5, α = 0.1, C = 20`,
        greater: { ...of('Adam+CM', dim), name: 'sharp → flat' },
        less: { ...of('Adam+CM', dim, large, { way: 'fall' }), name: 'flat → sharp' },
      }),
    ),
  ]
}
