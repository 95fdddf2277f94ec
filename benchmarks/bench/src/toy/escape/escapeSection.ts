import type { Block, Interval, IntervalFigure, Section } from '@momenta/bench-figures'
import { wilson } from '@momenta/bench-results'
import type { MethodOrder } from '../../methods/MethodOrder.js'
import { allMethods, large, matchedFactor, paperMethods, small } from '../../methods/methods.js'
import { intervalBlock, nothingYet, text } from '../../report/blocks.js'
import type { Finished } from '../../tasks/Job.js'
import { type EscapeConfig, type EscapeRow, escapeRows } from './escapeConfig.js'
import { jointTable, rateTable } from './escapeTables.js'

const interval = (series: string, x: string, successes: number, n: number): Interval => {
  const { p, low, high } = wilson(successes, n)
  return { series, x, value: p, low, high, n }
}

const escaping = (row: EscapeRow) =>
  interval(row.contender.name, String(row.sharpness), row.escaped, row.couldEscape)
const falling = (row: EscapeRow) =>
  interval(row.contender.name, String(row.sharpness), row.fell, row.couldFall)

const axes = (rows: readonly EscapeRow[]): Pick<IntervalFigure, 'x' | 'y'> => ({
  x: {
    label: 'sharpness coefficient s',
    scale: 'category',
    categories: [...new Set(rows.map(({ sharpness }) => sharpness))]
      .sort((a, b) => a - b)
      .map(String),
  },
  y: { label: 'share of runs', scale: 'linear', domain: [-0.02, 1.02] },
})

const range = (counts: readonly number[]): string => {
  const [lowest, highest] = [Math.min(...counts), Math.max(...counts)]
  return lowest === highest ? `${lowest}` : `${lowest} to ${highest}`
}

const comparison = (
  rows: readonly EscapeRow[],
  names: readonly string[],
  series: MethodOrder,
  id: string,
): Block => {
  const among = rows.filter(({ contender }) => names.includes(contender.name))
  const at = (dim: number) => among.filter((row) => row.dim === dim)
  const { learningRate, steps, capacity, decay } = among.at(-1) as EscapeRow
  return intervalBlock(
    {
      id,
      title: 'Share of runs that change basin, by sharpness coefficient',
      ...axes(rows),
      series,
      columns: ['1 dimension', '10 dimensions'],
      rows: ['sharp → flat', 'flat → sharp'],
      panels: [
        [1, 10].map((dim) => ({ intervals: at(dim).map(escaping) })),
        [1, 10].map((dim) => ({ intervals: at(dim).map(falling) })),
      ],
    },
    `C = ${capacity}, λ = ${decay}. Above: runs that end with every coordinate in the flat basin, of those that start with one in the sharp; below: the reverse. n = ${range(among.map(({ couldEscape }) => couldEscape))} and ${range(among.map(({ couldFall }) => couldFall))} runs a point; Wilson 95 % intervals; α = ${learningRate}, ${steps} steps.`,
  )
}

const byCapacity = (rows: readonly EscapeRow[]): Block => {
  const among = rows.filter(
    ({ dim, decay, form, learningRate }) =>
      dim === 10 && decay === large.decay && form === 'separable' && learningRate === 0.1,
  )
  const cases = (method: string) =>
    among
      .filter(({ contender }) => contender.name === method)
      .map((row) => ({ row, capacity: row.capacity }))
  const none = among
    .filter(({ contender }) => contender.name === 'CM, no entries')
    .map((row) => ({ row, capacity: 0 }))
  const panels = [cases('Adam+CG'), [...none, ...cases('Adam+CM')]]
  const capacities = [...new Set(panels.flat().map(({ capacity }) => capacity))].sort(
    (a, b) => a - b,
  )
  const n = range(panels.flat().map(({ row }) => row.couldEscape))
  return intervalBlock(
    {
      id: 'escape-by-capacity',
      title: 'Share of runs that escape, by capacity',
      ...axes(rows),
      series: capacities.map((capacity) => `C = ${capacity}`),
      ordered: true,
      columns: ['Adam+CG', 'Adam+CM'],
      panels: [
        panels.map((own) => ({
          intervals: own.map(({ row, capacity }) => ({
            ...escaping(row),
            series: `C = ${capacity}`,
          })),
        })),
      ],
    },
    `Sharp → flat in 10 dimensions by the capacity of the memory, λ = 0.99, α = 0.1 (Fig. 12, right); C = 0 is the control that has v from m² and no entries. n = ${n}; Wilson 95 % intervals.`,
  )
}

const ordered = (rows: readonly EscapeRow[]): readonly string[] => {
  const names = [...new Set(rows.map(({ contender }) => contender.name))]
  const known = allMethods(large).map((method) => method.name)
  return [
    ...known.filter((name) => names.includes(name)),
    ...names.filter((name) => !known.includes(name)),
  ]
}

const introduction = [
  `f(x) = Σ min(x², s (x − 1)²): curvature 2 at the origin, 2s at 1. Every minimum has loss 0, so only the basin distinguishes them. A run counts where it is at its last step, at rest or not. Starts are uniform in [−1, 1]ᴰ, drawn until either class (a coordinate in a sharp basin, or none) holds as many runs as the other; all methods run from the same ones. The paper does not say whether its ratio counts all runs or those that start in a sharp basin; here the latter.`,
  `Controls. Burst, no memory: Adam's step times 1/(1 − β₁ᵗ), the first steps of Adam+CM alone. No entries: Adam+CM of capacity 0, v from m² and the burst. No burst: m is bias-corrected before it is stored and squared. v from g²: the memory does not reach the denominator. Matched step: Adam+CM at ${matchedFactor} α, where its RMS step under pure noise, measured as 1.00 learning rates, equals Adam's 0.23.`,
  `The default is C = ${large.capacity}, λ = ${large.decay}, most likely the paper's for this figure; C = ${small.capacity}, λ = ${small.decay}, the authors' default, is shown in a separate figure.`,
]

const figures = (rows: readonly EscapeRow[], order: MethodOrder): readonly Block[] => {
  const within = (capacity: number, decay: number) =>
    rows.filter(
      (row) =>
        row.form === 'separable' &&
        row.learningRate === 0.1 &&
        row.capacity === capacity &&
        row.decay === decay,
    )
  const [main, little] = [within(large.capacity, large.decay), within(small.capacity, small.decay)]
  const joint = rows.filter(({ form }) => form === 'joint')
  const paper = paperMethods(large).map((method) => method.name)
  const names = ordered(main)
  const methods = names.filter((name) => paper.includes(name))
  const others = names.filter((name) => !paper.includes(name))
  const beside = methods.filter((name) => name === 'Adam' || name === 'Adam+CM')
  const remembered = new Set(little.map(({ contender }) => contender.name))
  const both = [...main.filter(({ contender }) => !remembered.has(contender.name)), ...little]
  return [
    ...(methods.length > 0 ? [comparison(main, methods, order, 'escape-methods')] : []),
    ...(others.length > 0
      ? [comparison(main, [...beside, ...others], order, 'escape-controls')]
      : []),
    ...(little.length > 0 ? [comparison(both, ordered(both), order, 'escape-small')] : []),
    ...(rows.some(
      (row) => row.dim === 10 && row.capacity < large.capacity && row.decay === large.decay,
    )
      ? [byCapacity(rows)]
      : []),
    ...[1, 10]
      .filter((dim) => rows.some((row) => row.dim === dim && row.learningRate < 0.1))
      .map((dim) => rateTable(rows, dim)),
    ...(joint.length > 0 ? [jointTable(joint)] : []),
  ]
}

/** The part of the report on escapes. */
export const escapeSection = (
  finished: readonly Finished<EscapeConfig, undefined>[],
  order: MethodOrder,
): Section => ({
  id: 'escape-ratio',
  title: 'Escape from sharp minima',
  blocks:
    finished.length === 0
      ? [nothingYet]
      : [...introduction.map(text), ...figures(escapeRows(finished), order)],
})
