import type { Section } from '@momenta/bench-figures'
import { meanInterval } from '@momenta/bench-results'
import { lineBlock, nothingYet, tableBlock, text } from '../report/blocks.js'
import type { Finished } from '../tasks/Job.js'
import type { Config, Variant } from './Variant.js'

type FinishedMnist = Finished<Config, undefined>
type Group = readonly [contender: string, finished: readonly FinishedMnist[]]

/** The finished jobs of each contender. */
const byContender = (finished: readonly FinishedMnist[]): readonly Group[] => {
  const groups = new Map<string, FinishedMnist[]>()
  for (const one of finished) {
    const { contender } = one.job.config
    groups.set(contender.name, [...(groups.get(contender.name) ?? []), one])
  }
  return [...groups]
}

const curve = (series: string, group: readonly FinishedMnist[], key: string) => {
  const steps = group[0]?.metrics.map(({ step }) => step) ?? []
  const at = steps.map((step) =>
    meanInterval(
      group.map(
        ({ metrics }) => metrics.find((metric) => metric.step === step)?.values[key] ?? Number.NaN,
      ),
    ),
  )
  const finite = (n: number, instead: number) => (Number.isFinite(n) ? n : instead)
  return {
    series,
    x: steps,
    y: at.map(({ mean }) => mean),
    lower: at.map(({ low, mean }) => finite(low, mean)),
    upper: at.map(({ high, mean }) => finite(high, mean)),
  }
}

const spread = (group: readonly FinishedMnist[], key: string, digits: number): string => {
  const { mean, high } = meanInterval(group.map(({ values }) => values[key] as number))
  return Number.isFinite(high)
    ? `${mean.toFixed(digits)} ± ${(high - mean).toFixed(digits)}`
    : mean.toFixed(digits)
}

const figure = (groups: readonly Group[], id: string, caption: string) =>
  lineBlock(
    {
      id,
      title: 'Validation on MNIST',
      x: { label: 'epoch', scale: 'linear' },
      y: { label: '', scale: 'linear' },
      series: groups.map(([contender]) => contender),
      columns: ['accuracy', 'loss'],
      panels: [
        [
          {
            y: { label: 'validation accuracy', scale: 'linear' },
            lines: groups.map(([contender, group]) => curve(contender, group, 'accuracy')),
          },
          {
            y: { label: 'validation loss', scale: 'log' },
            lines: groups.map(([contender, group]) => curve(contender, group, 'loss')),
          },
        ],
      ],
    },
    caption,
  )

const perFigure = 5

/** The section of the report on an MNIST task. */
export const sectionOf = (
  { name, title, curves }: Variant,
  finished: readonly FinishedMnist[],
): Section => {
  const groups = byContender(finished)
  const [first] = finished
  if (first === undefined) return { id: name, title, blocks: [nothingYet] }
  const { epochs, images, validation, batch, backend } = first.job.config
  const adam = groups.find(([contender]) => contender === 'Adam')?.[1]
  const time = (group: readonly FinishedMnist[]) =>
    meanInterval(group.map(({ values }) => values.msPerStep as number)).mean
  const chunks = Array.from({ length: Math.ceil(groups.length / perFigure) }, (_, i) =>
    groups.slice(i * perFigure, (i + 1) * perFigure),
  )
  return {
    id: name,
    title,
    blocks: [
      text(
        `A perceptron 784-128-10 on ${images} training and ${validation} test images of MNIST, ${epochs} epochs, batches of ${batch}, backend ${backend}, every optimizer at its default learning rate (no search), C = 5 and λ = 0.7. ${images < 60_000 ? 'This preset uses a part of the data; the preset full uses all of it.' : ''}`,
      ),
      ...(curves ? chunks : []).map((chunk, i) =>
        figure(
          chunk,
          `${name}-${i + 1}`,
          `Mean over the seeds with Student’s 95 % interval as a band (${i + 1} of ${chunks.length}).`,
        ),
      ),
      tableBlock(
        groups,
        [
          { heading: 'optimizer', value: ([contender]) => contender },
          { heading: 'seeds', value: ([, group]) => group.length },
          { heading: 'validation accuracy', value: ([, group]) => spread(group, 'accuracy', 4) },
          { heading: 'validation loss', value: ([, group]) => spread(group, 'loss', 4) },
          { heading: 'ms/step, median', value: ([, group]) => time(group), digits: 3 },
          {
            heading: 'of Adam’s',
            value: ([, group]) => (adam === undefined ? null : time(group) / time(adam)),
            digits: 3,
          },
          {
            heading: 'tensors left',
            value: ([, group]) =>
              Math.max(...group.map(({ values }) => values.tensorsLeft as number)),
          },
        ],
        'After the last epoch: mean ± half the 95 % t interval over the seeds. Tensors left: tf.memory().numTensors after the run minus before.',
      ),
    ],
  }
}
