import type { Block, Line, Section } from '@momenta/bench-figures'
import { meanInterval } from '@momenta/bench-results'
import { lineBlock, nothingYet, tableBlock, text } from '../../report/blocks.js'
import type { StoredFinished } from '../../tasks/StoredTask.js'
import { readingsOf, type SettlingConfig, settlingConfig } from './SettlingConfig.js'

interface Group {
  readonly config: SettlingConfig
  readonly runs: readonly StoredFinished[]
}

const groupsOf = (finished: readonly StoredFinished[]): readonly Group[] => {
  const groups = new Map<string, StoredFinished[]>()
  for (const one of finished) {
    const key = JSON.stringify(one.job.config)
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()].map((runs) => ({
    config: settlingConfig((runs[0] as StoredFinished).job),
    runs,
  }))
}

const nameOf = ({ method, b1, capacity }: SettlingConfig): string =>
  capacity === 0 ? `${method}, β₁ = ${b1}` : `C = ${capacity}`

/** Mean over the seeds with its interval, at each step. */
const lineOf = ({ config, runs }: Group): Line => {
  const steps = readingsOf(runs[0] as StoredFinished).map(({ step }) => step)
  const at = steps.map((step) =>
    meanInterval(
      runs.flatMap((one) =>
        readingsOf(one).flatMap((reading) => (reading.step === step ? [reading.value] : [])),
      ),
    ),
  )
  const known = (n: number, instead: number) => (Number.isFinite(n) && n > 0 ? n : instead)
  return {
    series: nameOf(config),
    x: steps,
    y: at.map(({ mean }) => mean),
    lower: at.map(({ low, mean }) => known(low, mean)),
    upper: at.map(({ high, mean }) => known(high, mean)),
  }
}

const figure = (groups: readonly Group[]): Block => {
  const of = (chosen: (config: SettlingConfig) => boolean) =>
    groups.filter(({ config }) => chosen(config)).map(lineOf)
  const panel = (policy: string) => ({
    lines: of(({ capacity, policy: own }) => capacity > 0 && own === policy),
    y: { label: 'lr·λmax(P⁻¹H)', scale: 'log' as const, domain: [0.1, 10] as const },
  })
  return lineBlock(
    {
      id: 'stability-line-run',
      title: 'lr·λmax(P⁻¹H) over full-batch training',
      x: { label: 'step', scale: 'linear' },
      y: { label: 'lr·λmax(P⁻¹H)', scale: 'log' },
      series: groups
        .map(({ config }) => nameOf(config))
        .filter((one, i, all) => all.indexOf(one) === i),
      columns: ['Adam', 'Adam+CM, fifo', 'Adam+CM, priority, λ = 0.7'],
      panels: [
        [
          {
            lines: of(({ capacity }) => capacity === 0),
            y: { label: 'lr·λmax(P⁻¹H)', scale: 'log', domain: [0.5, 60] },
            references: [
              { label: '38, the line at β₁ = 0.9', axis: 'y', value: 38 },
              { label: '6, the line at β₁ = 0.5', axis: 'y', value: 6 },
            ],
          },
          panel('fifo'),
          panel('priority'),
        ],
      ],
    },
    'Mean over the seeds with Student’s 95 % interval as a band.',
  )
}

const late = ({ config, runs }: Group) =>
  runs.flatMap((one) => readingsOf(one).filter(({ step }) => step > config.steps / 2))
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

const tableOf = (groups: readonly Group[]): Block =>
  tableBlock(
    groups,
    [
      {
        heading: 'optimizer',
        value: ({ config }) =>
          config.capacity === 0 ? nameOf(config) : `Adam+CM, ${nameOf(config)}`,
      },
      { heading: 'policy', value: ({ config }) => (config.capacity === 0 ? '' : config.policy) },
      { heading: 'lr', value: ({ config }) => config.learningRate },
      { heading: 'seeds', value: ({ runs }) => runs.length },
      {
        heading: 'settles at, mean of medians',
        value: ({ runs }) => {
          const { mean: middle, high } = meanInterval(
            runs.map(({ values }) => values.settled as number),
          )
          return Number.isFinite(high)
            ? `${middle.toPrecision(3)} ± ${(high - middle).toPrecision(2)}`
            : middle.toPrecision(3)
        },
      },
      {
        heading: 'first instability',
        value: ({ runs }) => runs[0]?.values.line as number,
        digits: 3,
      },
      {
        heading: 'ratio',
        value: ({ runs }) =>
          meanInterval(
            runs.map(({ values }) => (values.settled as number) / (values.line as number)),
          ).mean,
        digits: 3,
      },
      {
        heading: 'last loss, mean',
        value: ({ runs }) => mean(runs.map(({ values }) => values.loss as number)),
        digits: 3,
      },
      {
        heading: 'error bar of a reading, largest',
        value: (group) => Math.max(...late(group).map(({ error }) => error)),
        digits: 2,
      },
      {
        heading: 'not converged',
        value: (group) => late(group).filter(({ converged }) => !converged).length,
      },
      {
        heading: 'products, gradients a reading',
        value: (group) =>
          `${mean(late(group).map(({ matvecs }) => matvecs)).toFixed(0)}, ${mean(late(group).map(({ gradients }) => gradients)).toFixed(0)}`,
      },
      { heading: 'h', value: (group) => late(group)[0]?.h ?? null, digits: 2 },
    ],
    'Medians over the second half of each run. Central differences of gradients, float64, 64 samples (the whole data set of each seed), Lanczos started from the seed of the run; the error bar is a bound.',
  )

/** The part of the report on where training settles. */
export const settlingSection = (finished: readonly StoredFinished[]): Section => {
  const groups = groupsOf(finished)
  const [first] = groups
  return {
    id: 'stability-line',
    title: 'Where training settles',
    blocks:
      first === undefined
        ? [nothingYet]
        : [
            text(
              `A tanh network 8-32-3 with squared error, full batch, ${first.config.steps} steps from ${first.runs.length} seeds. On a quadratic with P held, Adam loses stability where lr·λmax(P⁻¹H) passes (2 + 2β₁)/(1 − β₁), 38 for β₁ = 0.9, and training is known to settle there. A memory of C momenta, idealised as first in first out, moves that line to a root of z^(C−1)(z − 1)(z − β₁) + k(1 − β₁)(z^C + (1/C) Σ z^(C−j)): 1.00, 0.70, 0.55, 0.39, 0.26 for C = 1, 2, 3, 5, 10, sixty times and more below Adam’s. Whether training settles there is what this page measures: an ordering of the same kind says that Adam+CM seeks flatter points because its memory makes sharper ones unstable, and no more. lr·λ is curvature in the metric of the optimizer, not generalization.`,
            ),
            figure(groups),
            tableOf(groups),
          ],
  }
}
