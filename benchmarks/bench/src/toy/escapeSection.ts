import type { Block, Interval, IntervalFigure, Section } from '@momenta/bench-figures'
import { wilson } from '@momenta/bench-results'
import type { Finished } from '../tasks/Task.js'
import { intervalBlock, nothingYet, tableBlock, text } from './blocks.js'
import { type EscapeConfig, escapeConfig } from './escapeConfig.js'
import { allMethods, large, paperMethods, small } from './methods.js'

type Row = EscapeConfig & {
  readonly couldEscape: number
  readonly escaped: number
  readonly couldFall: number
  readonly fell: number
}

/** The counts of the finished works of this task. */
export const escapeRows = (finished: readonly Finished[]): readonly Row[] =>
  finished.map(({ work, values }) => ({ ...escapeConfig(work), ...(values as unknown as Row) }))

const interval = (series: string, x: string, successes: number, n: number): Interval => {
  const { p, low, high } = wilson(successes, n)
  return { series, x, value: p, low, high, n }
}

const escaping = (row: Row) =>
  interval(row.contender.name, String(row.sharpness), row.escaped, row.couldEscape)
const falling = (row: Row) =>
  interval(row.contender.name, String(row.sharpness), row.fell, row.couldFall)

const axes = (rows: readonly Row[]): Pick<IntervalFigure, 'x' | 'y'> => ({
  x: {
    label: 'sharpness coefficient s',
    scale: 'category',
    categories: [...new Set(rows.map(({ sharpness }) => sharpness))]
      .sort((a, b) => a - b)
      .map(String),
  },
  y: { label: 'share of runs', scale: 'linear', domain: [0, 1] },
})

const percent = (successes: number, n: number): string => {
  if (n === 0) return '–'
  const { low, high } = wilson(successes, n)
  return `${successes}/${n} [${Math.round(100 * low)}, ${Math.round(100 * high)}] %`
}

const comparison = (rows: readonly Row[], names: readonly string[], id: string): Block => {
  const among = rows.filter(({ contender }) => names.includes(contender.name))
  const at = (dim: number) => among.filter((row) => row.dim === dim)
  return intervalBlock(
    {
      id,
      title: 'Share of runs that change basin, by sharpness coefficient',
      ...axes(rows),
      series: names,
      columns: ['1 dimension', '10 dimensions'],
      rows: ['sharp → flat', 'flat → sharp'],
      panels: [
        [1, 10].map((dim) => ({ intervals: at(dim).map(escaping) })),
        [1, 10].map((dim) => ({ intervals: at(dim).map(falling) })),
      ],
    },
    `Runs that end in the flat basin among those that start with a coordinate in the sharp one (above), and the reverse (below); Wilson 95 % intervals, n among the data. α = 0.1, 500 steps, starts uniform in [−1, 1]ᴰ.`,
  )
}

const byCapacity = (rows: readonly Row[]): Block => {
  const among = rows.filter(
    ({ dim, decay, form, learningRate, contender }) =>
      dim === 10 &&
      decay === large.decay &&
      form === 'separable' &&
      learningRate === 0.1 &&
      (contender.name === 'Adam+CM' || contender.name === 'Adam+CG'),
  )
  const capacities = [...new Set(among.map(({ capacity }) => capacity))].sort((a, b) => a - b)
  const panel = (method: string) => ({
    intervals: among
      .filter(({ contender }) => contender.name === method)
      .map((row) => ({ ...escaping(row), series: `C = ${row.capacity}` })),
  })
  return intervalBlock(
    {
      id: 'escape-by-capacity',
      title: 'Share of runs that escape, by capacity',
      ...axes(rows),
      series: capacities.map((capacity) => `C = ${capacity}`),
      columns: ['Adam+CG', 'Adam+CM'],
      panels: [[panel('Adam+CG'), panel('Adam+CM')]],
    },
    'Sharp → flat in 10 dimensions against the capacity of the memory, λ = 0.99 (Fig. 12, right); Wilson 95 % intervals.',
  )
}

const rates = (rows: readonly Row[]): Block => {
  const among = rows.filter(
    ({ dim, form, capacity }) => dim === 1 && form === 'separable' && capacity === large.capacity,
  )
  const cases = [...new Set(among.map(({ contender }) => contender.name))].flatMap((method) =>
    [0.1, 0.03, 0.01].map((learningRate) => ({ method, learningRate })),
  )
  const sharpnesses = [...new Set(rows.map(({ sharpness }) => sharpness))].sort((a, b) => a - b)
  return tableBlock(
    cases.filter(({ method, learningRate }) =>
      among.some((row) => row.contender.name === method && row.learningRate === learningRate),
    ),
    [
      { heading: 'method', value: ({ method }) => method },
      { heading: 'α', value: ({ learningRate }) => learningRate },
      ...sharpnesses.map((sharpness) => ({
        heading: `s = ${sharpness}`,
        value: ({ method, learningRate }: (typeof cases)[number]) => {
          const row = among.find(
            (one) =>
              one.contender.name === method &&
              one.learningRate === learningRate &&
              one.sharpness === sharpness,
          )
          return row === undefined ? null : percent(row.escaped, row.couldEscape)
        },
      })),
    ],
    'Sharp → flat in 1 dimension at three learning rates, C = 20, λ = 0.99: escapes/runs that could, Wilson 95 % interval.',
  )
}

/** The part of the report on escapes. */
export const escapeSection = (finished: readonly Finished[]): Section => {
  const rows = escapeRows(finished)
  const main = rows.filter(
    ({ form, learningRate, capacity }) =>
      form === 'separable' && learningRate === 0.1 && capacity === large.capacity,
  )
  const little = rows.filter(
    ({ form, learningRate, capacity }) =>
      form === 'separable' && learningRate === 0.1 && capacity === small.capacity,
  )
  const joint = rows.filter(({ form }) => form === 'joint')
  const names = [...new Set(main.map(({ contender }) => contender.name))]
  const known = allMethods(large).map((method) => method.name)
  const order = [
    ...known.filter((name) => names.includes(name)),
    ...names.filter((name) => !known.includes(name)),
  ]
  const paper = paperMethods(large).map((method) => method.name)
  const others = order.filter((name) => !paper.includes(name))
  const blocks: readonly Block[] =
    rows.length === 0
      ? [nothingYet]
      : [
          text(
            'f(x) = Σ min(x², s (x − 1)²): curvature 2 at the origin, 2s at 1. Every minimum has loss 0, so only the basin tells them apart. The paper does not say whether its ratio counts all runs or those that start in a sharp basin; here the latter.',
          ),
          comparison(
            main,
            order.filter((name) => paper.includes(name)),
            'escape-methods',
          ),
          ...(others.length === 0
            ? []
            : [comparison(main, ['Adam', 'Adam+CM', ...others], 'escape-controls')]),
          ...(little.length === 0
            ? []
            : [
                comparison(
                  little,
                  [...new Set(little.map(({ contender }) => contender.name))],
                  'escape-small',
                ),
              ]),
          ...(main.some(({ dim }) => dim === 10) ? [byCapacity(rows)] : []),
          rates(rows),
          ...(joint.length === 0
            ? []
            : [
                tableBlock(
                  joint,
                  [
                    { heading: 'method', value: ({ contender }) => contender.name },
                    { heading: 's', value: ({ sharpness }) => sharpness },
                    {
                      heading: 'sharp → flat',
                      value: (row) => percent(row.escaped, row.couldEscape),
                    },
                    { heading: 'flat → sharp', value: (row) => percent(row.fell, row.couldFall) },
                  ],
                  'The joint form, min(‖x‖², s ‖x − 1‖²), in 10 dimensions: two minima as the paper says, but almost every start in [−1, 1]¹⁰ already lies in the flat basin.',
                ),
              ]),
        ]
  return { id: 'escape-ratio', title: 'Escape from sharp minima', blocks }
}
