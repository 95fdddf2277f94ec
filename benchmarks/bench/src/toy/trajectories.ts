import { type Block, contourPlot, type Section } from '@momenta/bench-figures'
import { quantiles } from '@momenta/bench-results'
import { buildOptimizer, type Json } from '@momenta/optimizers'
import type { Choice, Contender, Finished, Outcome, Task, Work } from '../tasks/Task.js'
import { lineBlock, nothingYet, tableBlock, text } from './blocks.js'
import { descent } from './descent.js'
import { type Landscape, landscapes } from './landscapes.js'
import { allMethods, atRate, large, paperMethods } from './methods.js'
import { learningRates, search } from './search.js'
import { starts } from './starts.js'

interface Config {
  readonly landscape: string
  readonly contender: Contender
  readonly steps: number
  readonly runs: number
}

/** The part of an outcome that figures are made of. */
interface Drawn {
  readonly medians: readonly (number | null)[]
  readonly at: readonly number[]
  readonly curve: { readonly [quantile: string]: readonly (number | null)[] }
  readonly paths: readonly (readonly (readonly number[])[])[]
}

const name = 'trajectories'
const title = 'Trajectories and losses after a grid search'
const drawn = ['goldstein-price', 'ackley', 'levy']
const runs = { quick: 5, default: 20, full: 50 }
const configOf = ({ config }: Work): Config => config as unknown as Config

const works = ({ preset, seeds, contenders }: Choice): readonly Work[] =>
  drawn.flatMap((landscape) =>
    (contenders ?? allMethods(large)).map((contender) => {
      const config: Config = {
        landscape,
        contender,
        steps: preset === 'quick' ? 300 : 1000,
        runs: seeds ?? runs[preset],
      }
      return {
        task: name,
        config: config as unknown as { readonly [name: string]: Json },
        seed: 2,
        label: `${name} ${landscape} ${contender.name}`,
        cost: ((learningRates.length + 1) * config.runs * config.steps) / 400_000,
      }
    }),
  )

const finite = (n: number): number | null => (Number.isFinite(n) ? n : null)

const run = async (planned: Work): Promise<Outcome> => {
  const { landscape, contender, steps, runs: count } = configOf(planned)
  const { surface: make, box, drawn: places } = landscapes[landscape] as Landscape
  const surface = make(2)
  const points = starts(planned.seed, count, 2, box)
  const { medians, best } = search(contender, surface, points, steps)
  const optimizer = buildOptimizer(atRate(contender, best))
  const all = points.map((start) => descent(optimizer, surface, start, steps, 100))
  const at = all[0]?.at ?? []
  const levels = at.map((_, i) =>
    quantiles(
      all.map(({ losses }) => losses[i] as number),
      [0.25, 0.5, 0.75],
    ),
  )
  const column = (q: number) => levels.map((level) => finite(level[q] as number))
  return {
    values: { learningRate: best, runs: count * (learningRates.length + 1) },
    data: {
      medians: medians.map(finite),
      at,
      curve: { lower: column(0), middle: column(1), upper: column(2) },
      paths: places.map((start) =>
        descent(optimizer, surface, start, steps, 400).path.map((point) => point.map(finite)),
      ),
    } as unknown as Json,
  }
}

const drawnOf = ({ data }: Finished): Drawn => data as unknown as Drawn
const numbers = (list: readonly (number | null)[] | undefined) =>
  (list ?? []).map((n) => n ?? Number.NaN)

const pathsOver = (landscape: string, finished: readonly Finished[]): Block => {
  const { label, surface: make, box, drawn: places } = landscapes[landscape] as Landscape
  const surface = make(2)
  const lowest = Math.min(...surface.minima.map(({ f }) => f))
  const figure = {
    id: `paths-${landscape}`,
    title: `Trajectories over ${label}`,
    x: { label: 'x₁' },
    y: { label: 'x₂' },
    series: finished.map(({ work }) => configOf(work).contender.name),
    panels: [
      places.map((_, start) => ({
        surface: {
          label: 'f − f* + 0.01',
          value: (x: number, y: number) => surface.value([x, y]) - lowest + 0.01,
          x: box,
          y: box,
          levels: { spacing: 'log' as const, count: 12 },
          minima: surface.minima
            .filter(({ global }) => global)
            .map(({ x }) => ({ x: x[0] as number, y: x[1] as number })),
        },
        trajectories: finished.map((one) => {
          const path = drawnOf(one).paths[start] ?? []
          return {
            series: configOf(one.work).contender.name,
            x: path.map(([x]) => x ?? Number.NaN),
            y: path.map(([, y]) => y ?? Number.NaN),
          }
        }),
      })),
    ],
  }
  return {
    kind: 'figure',
    id: figure.id,
    svg: contourPlot(figure),
    caption: `${label}: from a common start (square) to the last point (circle), each method at the learning rate that its search chose; diamond: the global minimum.`,
    data: finished.map((one) => ({
      contender: configOf(one.work).contender,
      paths: drawnOf(one).paths,
    })),
  }
}

const curves = (landscape: string, finished: readonly Finished[]): Block => {
  const { label } = landscapes[landscape] as Landscape
  const line = (one: Finished) => {
    const { at, curve } = drawnOf(one)
    return {
      series: configOf(one.work).contender.name,
      x: at,
      y: numbers(curve.middle),
      lower: numbers(curve.lower),
      upper: numbers(curve.upper),
    }
  }
  const paper = new Set(paperMethods(large).map((method) => method.name))
  const of = (wanted: (name: string) => boolean) =>
    finished.filter(({ work }) => wanted(configOf(work).contender.name)).map(line)
  return lineBlock(
    {
      id: `losses-${landscape}`,
      title: `Loss on ${label}`,
      x: { label: 'step', scale: 'linear' },
      y:
        landscape === 'goldstein-price'
          ? { label: 'loss', scale: 'linear' }
          : { label: 'loss', scale: 'log', domain: [1e-4, 100] },
      series: finished.map(({ work }) => configOf(work).contender.name),
      columns: ['methods', 'controls, beside Adam+CM'],
      panels: [
        [
          { lines: of((method) => paper.has(method)) },
          { lines: of((method) => !paper.has(method) || method === 'Adam+CM') },
        ],
      ],
    },
    `${label}: median loss over the starts, with a band from the lower to the upper quartile.`,
  )
}

const budget = (finished: readonly Finished[]): Block =>
  tableBlock(
    finished,
    [
      {
        heading: 'surface',
        value: ({ work }) => landscapes[configOf(work).landscape]?.label ?? '',
      },
      { heading: 'method', value: ({ work }) => configOf(work).contender.name },
      ...learningRates.map((rate, i) => ({
        heading: `α = ${rate}`,
        value: (one: Finished) => drawnOf(one).medians[i] ?? null,
        digits: 3,
      })),
      { heading: 'chosen α', value: ({ values }) => values.learningRate as number },
      { heading: 'runs', value: ({ values }) => values.runs as number },
    ],
    `The grid search: median last loss at each learning rate, all methods from the same starts, C = 20 and λ = 0.99 fixed. Each method has the same budget of ${learningRates.length} learning rates.`,
  )

const section = (finished: readonly Finished[]): Section => ({
  id: name,
  title,
  blocks:
    finished.length === 0
      ? [nothingYet]
      : [
          text(
            'Each method is first given a search over the learning rate, the only thing that is tuned; then it runs from the same starts.',
          ),
          ...drawn.flatMap((landscape) => {
            const own = finished.filter(({ work }) => configOf(work).landscape === landscape)
            const paper = new Set(paperMethods(large).map((method) => method.name))
            const five = own.filter(({ work }) => paper.has(configOf(work).contender.name))
            return own.length === 0
              ? []
              : [pathsOver(landscape, five.length > 0 ? five : own), curves(landscape, own)]
          }),
          budget(finished),
        ],
})

/** Trajectories over contours, and loss curves with bands, after a grid search. */
export const trajectories: Task = {
  name,
  title,
  source: 'Fig. 1, 3, 13, 14',
  works,
  run,
  section,
}
