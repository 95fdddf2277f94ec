import { type Block, contourPlot, type Line, type Section } from '@momenta/bench-figures'
import { meanInterval } from '@momenta/bench-results'
import type { RunRecord } from '@momenta/monitor'
import { lineBlock, nothingYet, tableBlock, text } from '../../report/blocks.js'
import type { StoredFinished } from '../../tasks/StoredTask.js'
import { measurementTable, type Named } from '../report/measurementTable.js'
import { findingsOf, type NetworkFindings, networkConfig } from './NetworkConfig.js'

type Group = readonly [contender: string, runs: readonly StoredFinished[]]

const groupsOf = (finished: readonly StoredFinished[]): readonly Group[] => {
  const groups = new Map<string, StoredFinished[]>()
  for (const one of finished) {
    const { name } = networkConfig(one.job).contender
    groups.set(name, [...(groups.get(name) ?? []), one])
  }
  return [...groups]
}

const over = (
  [series, runs]: Group,
  value: (record: RunRecord) => number | null | undefined,
): Line => {
  const steps = findingsOf(runs[0] as StoredFinished).records.map(({ step }) => step)
  const y = steps.map((step) => {
    const at = runs.flatMap((one) =>
      findingsOf(one).records.filter((record) => record.step === step),
    )
    return meanInterval(at.map((record) => value(record) ?? Number.NaN)).mean
  })
  return { series, x: steps, y }
}

const watched = (groups: readonly Group[]): Block => {
  const lines = (value: (record: RunRecord) => number | null | undefined) =>
    groups.map((group) => over(group, value)).filter(({ y }) => Array.from(y).some(Number.isFinite))
  return lineBlock(
    {
      id: 'probes-mnist-run',
      title: 'What the monitor saw',
      x: { label: 'step', scale: 'linear' },
      y: { label: '', scale: 'linear' },
      series: groups.map(([contender]) => contender),
      panels: [
        [
          {
            y: { label: 'sharpness λmax(H)', scale: 'log' },
            lines: lines(({ sharpness }) => sharpness?.value),
          },
          {
            y: { label: 'lr·λmax(P⁻¹H)', scale: 'log' },
            lines: lines(({ stability }) => stability?.value),
          },
          {
            y: { label: 'distance ‖θ − θ₀‖', scale: 'linear' },
            lines: lines(({ distance }) => distance),
          },
        ],
        [
          {
            y: { label: 'relative variance of the memory', scale: 'linear' },
            lines: lines(({ memories }) => memories[0]?.relativeVariance),
          },
          {
            y: { label: 'agreement, greatest norm', scale: 'linear' },
            lines: lines(({ memories }) => memories[0]?.agreementByNorm),
          },
          {
            y: { label: 'amplification ‖a‖/‖m‖', scale: 'linear' },
            lines: lines(({ amplification }) => amplification),
          },
        ],
      ],
    },
    'Means over the seeds; optimizers without a memory, or without what a panel shows, are left out there. Distances are to the start.',
  )
}

const ended = (groups: readonly Group[]): Block =>
  lineBlock(
    {
      id: 'probes-mnist-end',
      title: 'Where the runs ended',
      x: { label: '', scale: 'linear' },
      y: { label: '', scale: 'linear' },
      series: groups.map(([contender]) => contender),
      panels: [
        [
          {
            x: { label: 'eigenvalue of H', scale: 'linear' },
            y: { label: 'density', scale: 'log', domain: [1e-6, 100] },
            lines: groups.map(([series, [one]]) => {
              const { density } = findingsOf(one as StoredFinished)
              return { series, x: density.grid, y: density.density }
            }),
          },
          {
            x: { label: 'along a filter-normalised direction', scale: 'linear' },
            y: { label: 'loss', scale: 'log' },
            lines: groups.map(([series, [one]]) => {
              const { at, values } = findingsOf(one as StoredFinished).slice
              return { series, x: at, y: values }
            }),
          },
          {
            x: { label: 'from the end of the run to its twin', scale: 'linear' },
            y: { label: 'loss', scale: 'log' },
            lines: groups.map(([series, [one]]) => {
              const { at, values } = findingsOf(one as StoredFinished).connectivity
              return { series, x: at, y: values }
            }),
          },
        ],
      ],
    },
    'Of the first seed: the spectral density (stochastic Lanczos quadrature), a slice of the loss along a random direction, and the loss on the straight line to the end of a twin that started from the same weights and saw the data in another order.',
  )

/** A function of the plane through values on a grid, linear in between. */
const through =
  ({ a, b, values }: NetworkFindings['landscape']) =>
  (x: number, y: number): number => {
    const place = (grid: readonly number[], n: number) => {
      const [first, last] = [grid[0] as number, grid.at(-1) as number]
      const at = ((n - first) / (last - first)) * (grid.length - 1)
      const low = Math.min(Math.max(Math.floor(at), 0), grid.length - 2)
      return [low, at - low] as const
    }
    const [[i, s], [j, t]] = [place(a, x), place(b, y)]
    const value = (k: number, l: number) => values[l * a.length + k] as number
    const row = (l: number) => (1 - s) * value(i, l) + s * value(i + 1, l)
    return (1 - t) * row(j) + t * row(j + 1)
  }

const ways = (groups: readonly Group[]): Block => {
  const figure = {
    id: 'probes-mnist-ways',
    title: 'The ways of the runs over the loss',
    x: { label: 'first principal direction' },
    y: { label: 'second' },
    series: groups.map(([contender]) => contender),
    panels: [
      groups.slice(0, 5).map(([series, [one]]) => {
        const { landscape, plane } = findingsOf(one as StoredFinished)
        const ends = (grid: readonly number[]) =>
          [grid[0] as number, grid.at(-1) as number] as const
        return {
          title: series,
          surface: {
            label: 'loss',
            value: through(landscape),
            ...{ x: ends(landscape.a), y: ends(landscape.b) },
            levels: { spacing: 'log' as const, count: 10 },
          },
          trajectories: [
            {
              series,
              x: plane.coordinates.map(([u]) => u as number),
              y: plane.coordinates.map(([, v]) => v as number),
            },
          ],
        }
      }),
    ],
  }
  return {
    kind: 'figure',
    id: figure.id,
    svg: contourPlot(figure),
    caption:
      'The first seed of each optimizer in the plane of its own first two principal components, over the loss there on the probe set (a grid of 15 × 15). The planes are other ones for each run.',
    data: groups.slice(0, 5).map(([contender, [one]]) => {
      const { landscape, plane } = findingsOf(one as StoredFinished)
      return { contender, landscape, plane }
    }),
  }
}

const rowsOf = (finished: readonly StoredFinished[]): readonly Named[] =>
  finished.flatMap((one) =>
    Object.entries({
      ...findingsOf(one).measures,
      'barrier to the twin': findingsOf(one).connectivity,
    }).map(([measure, found]) => ({
      run: `${networkConfig(one.job).contender.name}, seed ${one.job.seed}`,
      measure,
      found,
    })),
  )

const watching = (groups: readonly Group[]): Block =>
  tableBlock(
    groups,
    [
      { heading: 'optimizer', value: ([contender]) => contender },
      { heading: 'seeds', value: ([, runs]) => runs.length },
      {
        heading: 'stability line',
        value: ([, [one]]) => findingsOf(one as StoredFinished).records.at(-1)?.line ?? null,
        digits: 3,
      },
      {
        heading: 'mean age of entries',
        value: ([, [one]]) =>
          findingsOf(one as StoredFinished).records.at(-1)?.memories[0]?.meanAge ?? null,
        digits: 3,
      },
      {
        heading: 'replacements a step',
        value: ([, [one]]) =>
          findingsOf(one as StoredFinished).records.at(-1)?.memories[0]?.replacementsPerStep ??
          null,
        digits: 3,
      },
      {
        heading: 'explained by the plane',
        value: ([, [one]]) =>
          findingsOf(one as StoredFinished)
            .plane.explained.map((share) => `${Math.round(100 * share)} %`)
            .join(', '),
      },
      {
        heading: 'cost of a record, ms',
        value: ([, [one]]) =>
          findingsOf(one as StoredFinished).records.at(-1)?.cost.milliseconds ?? null,
        digits: 3,
      },
      {
        heading: 'products, gradients',
        value: ([, [one]]) => {
          const cost = findingsOf(one as StoredFinished).records.at(-1)?.cost
          return cost === undefined ? '' : `${cost.matvecs}, ${cost.gradients}`
        },
      },
    ],
    'The last record of the first seed.',
  )

/** The part of the report on the probes of MNIST. */
export const networksSection = (finished: readonly StoredFinished[]): Section => {
  const groups = groupsOf(finished)
  const [first] = finished
  if (first === undefined)
    return { id: 'probes-mnist', title: 'Probes on MNIST', blocks: [nothingYet] }
  const { images, epochs, samples, every } = networkConfig(first.job)
  return {
    id: 'probes-mnist',
    title: 'Probes on MNIST',
    blocks: [
      text(
        `The runs of the MNIST task (${images} images, ${epochs} epochs), watched every ${every} steps on a probe set of ${samples} training images and measured where they ended. Hessian-vector products are exact, by double backward with repaired gradients: differences of a relu network cross its kinks. Say curvature, not generalization: λmax follows the learning rate, and falls as probabilities saturate.`,
      ),
      watched(groups),
      ended(groups),
      ways(groups),
      watching(groups),
      measurementTable(
        rowsOf(finished),
        'Every number with its error, its cost and how it was computed.',
      ),
    ],
  }
}
