import type { Line, Section } from '@momenta/bench-figures'
import { meanInterval } from '@momenta/bench-results'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { lineBlock, nothingYet, tableBlock, text } from '../report/blocks.js'
import { groupRuns } from '../report/groupRuns.js'
import { meanBand } from '../report/meanBand.js'
import { meanText } from '../report/meanText.js'
import type { Finished } from '../tasks/Job.js'
import type { Config, Variant } from './Variant.js'

type FinishedMnist = Finished<Config, undefined>
type Group = ReadonlyNonEmptyArray<FinishedMnist>

const nameOf = ([{ job }]: Group): string => job.config.contender.name

const curve = (group: Group, key: string): Line => {
  const steps = group[0].metrics.map(({ step }) => step)
  const values = steps.map((step) =>
    group.map(
      ({ metrics }) => metrics.find((metric) => metric.step === step)?.values[key] ?? Number.NaN,
    ),
  )
  return { series: nameOf(group), x: steps, ...meanBand(values) }
}

const valuesOf = (group: Group, key: string): readonly number[] =>
  group.map(({ values }) => values[key] as number)

const spread = (group: Group, key: string): string => {
  const format = (n: number) => n.toFixed(4)
  return meanText(valuesOf(group, key), { mean: format, half: format })
}

const figure = (groups: readonly Group[], id: string, caption: string) =>
  lineBlock(
    {
      id,
      title: 'Validation on MNIST',
      x: { label: 'epoch', scale: 'linear' },
      y: { label: '', scale: 'linear' },
      series: groups.map(nameOf),
      columns: ['accuracy', 'loss'],
      panels: [
        [
          {
            y: { label: 'validation accuracy', scale: 'linear' },
            lines: groups.map((group) => curve(group, 'accuracy')),
          },
          {
            y: { label: 'validation loss', scale: 'log' },
            lines: groups.map((group) => curve(group, 'loss')),
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
  const groups = groupRuns(finished, ({ job }) => job.config.contender.name)
  const [first] = finished
  if (first === undefined) return { id: name, title, blocks: [nothingYet] }
  const { epochs, images, validation, batch, backend } = first.job.config
  const adam = groups.find((group) => nameOf(group) === 'Adam')
  const time = (group: Group) => meanInterval(valuesOf(group, 'msPerStep')).mean
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
          { heading: 'optimizer', value: nameOf },
          { heading: 'seeds', value: (group) => group.length },
          { heading: 'validation accuracy', value: (group) => spread(group, 'accuracy') },
          { heading: 'validation loss', value: (group) => spread(group, 'loss') },
          { heading: 'ms/step, median', value: time, digits: 3 },
          {
            heading: 'of Adam’s',
            value: (group) => (adam === undefined ? null : time(group) / time(adam)),
            digits: 3,
          },
          {
            heading: 'tensors left',
            value: (group) => Math.max(...valuesOf(group, 'tensorsLeft')),
          },
        ],
        'After the last epoch: mean ± half the 95 % t interval over the seeds. Tensors left: tf.memory().numTensors after the run minus before.',
      ),
    ],
  }
}
