import { arrowPlot, type Block, type Section } from '@momenta/bench-figures'
import { ackleyRosenbrock } from '@momenta/bench-surfaces'
import { memoriesOf } from '@momenta/core'
import { compile } from '@momenta/float64'
import { buildOptimizer, type Json } from '@momenta/optimizers'
import type { Choice, Contender, Finished, Outcome, Task, Work } from '../tasks/Task.js'
import { lineBlock, nothingYet, tableBlock, text } from './blocks.js'
import { atRate, large, paperMethods, small } from './methods.js'
import { starts } from './starts.js'

interface Config {
  readonly contender: Contender
  readonly capacity: number
  readonly decay: number
  readonly learningRate: number
  readonly steps: number
  readonly runs: number
}

interface Drawn {
  readonly at: readonly number[]
  readonly agreement: readonly (number | null)[]
  readonly point: readonly [number, number]
  readonly entries: readonly (readonly [number, number])[]
  readonly gradient: readonly [number, number]
}

const name = 'gradient-cancellation'
const title = 'Cancellation in the memory'
const configOf = ({ config }: Work): Config => config as unknown as Config
const drawnOf = ({ data }: Finished): Drawn => data as unknown as Drawn
const surface = ackleyRosenbrock({ dim: 2 })

const works = ({ seeds, preset }: Choice): readonly Work[] =>
  [small, large].flatMap((setting) =>
    paperMethods(setting)
      .filter((method) => method.name === 'Adam+CG' || method.name === 'Adam+CM')
      .map((contender): Work => {
        const config: Config = {
          contender,
          ...setting,
          learningRate: 0.03,
          steps: 500,
          runs: seeds ?? (preset === 'quick' ? 5 : 20),
        }
        return {
          task: name,
          config: config as unknown as { readonly [name: string]: Json },
          seed: 4,
          label: `${name} ${contender.name} C=${setting.capacity}`,
          cost: (config.runs * config.steps) / 50_000,
        }
      }),
  )

const length = (v: readonly number[]) => Math.hypot(...v)
const mean = (vectors: readonly (readonly number[])[]): readonly number[] =>
  (vectors[0] ?? []).map(
    (_, i) => vectors.reduce((sum, v) => sum + (v[i] as number), 0) / vectors.length,
  )

/** ‖mean of the entries‖ over the mean of their norms: 1 if all point the same way, 0 if they cancel. */
const agreementOf = (entries: readonly (readonly number[])[]): number =>
  length(mean(entries)) / (entries.reduce((sum, e) => sum + length(e), 0) / entries.length)

const watched = (config: Config, start: readonly number[]) => {
  const optimizer = buildOptimizer(atRate(config.contender, config.learningRate))
  const run = compile(optimizer, [start])
  const [x] = run.params as readonly [Float64Array]
  const seen: { readonly step: number; readonly agreement: number }[] = []
  let entries: readonly (readonly number[])[] = []
  for (let step = 1; step <= config.steps; step++) {
    run.step(([p], [g]) => surface.gradient(p as Float64Array, g as Float64Array))
    if (step % 10 === 0) {
      const [memory] = memoriesOf(optimizer.transform, run.state())
      entries = (memory?.entries ?? []).map(([leaf]) => Array.from(leaf as Float64Array))
      seen.push({ step, agreement: agreementOf(entries) })
    }
  }
  const gradient = new Float64Array(2)
  const loss = surface.gradient(x, gradient)
  return { seen, entries, point: Array.from(x), gradient: Array.from(gradient), loss }
}

const run = async (planned: Work): Promise<Outcome> => {
  const config = configOf(planned)
  const all = starts(planned.seed, config.runs, 2, [-2, 2]).map((start) => watched(config, start))
  const at = all[0]?.seen.map(({ step }) => step) ?? []
  const agreement = at.map(
    (_, i) => mean(all.map(({ seen }) => [seen[i]?.agreement as number]))[0] as number,
  )
  const { point, entries, gradient } = all[0] as (typeof all)[number]
  const late = all.map(
    ({ seen }) => mean(seen.slice(-10).map((one) => [one.agreement]))[0] as number,
  )
  return {
    values: {
      agreement: mean(late.map((one) => [one]))[0] as number,
      loss: mean(all.map(({ loss }) => [loss]))[0] as number,
      runs: config.runs,
    },
    data: {
      at,
      agreement: agreement.map((n) => (Number.isFinite(n) ? n : null)),
      late,
      point,
      entries,
      gradient,
    },
  }
}

const labelOf = ({ work }: Finished) =>
  `${configOf(work).contender.name}, C = ${configOf(work).capacity}`

/** Vectors are drawn to one scale a panel, the longest a third of its width. */
const arrows = (finished: readonly Finished[]): Block => {
  const panel = (one: Finished) => {
    const { point, entries, gradient } = drawnOf(one)
    const average = mean(entries)
    const [x, y] = point
    const reach = 0.6
    const scaled = (v: readonly number[], longest: number) => {
      const factor = longest === 0 ? 0 : reach / 3 / longest
      return { dx: factor * (v[0] as number), dy: factor * (v[1] as number) }
    }
    const longest = Math.max(...entries.map(length))
    return {
      title: labelOf(one),
      surface: {
        label: 'loss',
        value: (a: number, b: number) => surface.value([a, b]),
        x: [x - reach, x + reach] as const,
        y: [y - reach, y + reach] as const,
        levels: { spacing: 'quantile' as const, count: 10 },
      },
      from: { x, y },
      arrows: [
        ...entries.map((e) => ({
          series: 'entry',
          weight: 'thin' as const,
          ...scaled(e, longest),
        })),
        { series: 'mean of the entries', weight: 'thick' as const, ...scaled(average, longest) },
        { series: 'new gradient', weight: 'thick' as const, ...scaled(gradient, length(gradient)) },
      ],
    }
  }
  const figure = {
    id: 'cancellation-arrows',
    title: 'What the memory holds where a run has come to rest',
    x: { label: 'x₁' },
    y: { label: 'x₂' },
    series: ['entry', 'mean of the entries', 'new gradient'],
    panels: [finished.slice(0, 2).map(panel), finished.slice(2).map(panel)].filter(
      (row) => row.length > 0,
    ),
  }
  return {
    kind: 'figure',
    id: figure.id,
    svg: arrowPlot(figure),
    caption:
      'Entries of the memory and their mean after 500 steps, to one scale in each panel; the new gradient has a scale of its own (Fig. 2, 11).',
    data: finished.map((one) => ({ contender: labelOf(one), ...drawnOf(one) })),
  }
}

const section = (finished: readonly Finished[]): Section => ({
  id: name,
  title,
  blocks:
    finished.length === 0
      ? [nothingYet]
      : [
          text(
            'On Ackley + Rosenbrock, a weighted sum in the spirit of equation (12), whose exact form is not known. Agreement is the norm of the mean of the entries over the mean of their norms: 0 where they cancel, 1 where they agree. The paper says that critical gradients cancel and critical momenta do not.',
          ),
          arrows(finished),
          lineBlock(
            {
              id: 'cancellation-agreement',
              title: 'Agreement of the entries',
              x: { label: 'step', scale: 'linear' },
              y: { label: '‖mean‖ / mean ‖entry‖', scale: 'linear', domain: [0, 1] },
              series: finished.map(labelOf),
              panels: [
                [
                  {
                    lines: finished.map((one) => ({
                      series: labelOf(one),
                      x: drawnOf(one).at,
                      y: drawnOf(one).agreement.map((n) => n ?? Number.NaN),
                    })),
                  },
                ],
              ],
            },
            'Agreement of the entries along the runs, mean over the starts.',
          ),
          tableBlock(
            finished,
            [
              { heading: 'method', value: labelOf },
              {
                heading: 'agreement, last 100 steps',
                value: ({ values }) => values.agreement as number,
              },
              { heading: 'last loss, mean', value: ({ values }) => values.loss as number },
              { heading: 'runs', value: ({ values }) => values.runs as number },
            ],
            'Agreement and loss at the end.',
          ),
        ],
})

/** Whether the entries of a memory cancel, for critical gradients and critical momenta. */
export const cancellation: Task = {
  name,
  title,
  source: 'Fig. 2, 11',
  works,
  run,
  section,
}
