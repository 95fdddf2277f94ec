import type { Block, LinePanel } from '@momenta/bench-figures'
import type { MethodOrder } from '../../methods/MethodOrder.js'
import { lineBlock } from '../../report/blocks.js'
import type { TrainingRun } from '../trainingRuns.js'
import { meanLine, type Points } from './meanLine.js'
import type { MethodRuns } from './methodsOf.js'
import { metricOf } from './metricOf.js'

type Values = TrainingRun['history'][number]['values']

const afterEpochs = ({ history }: TrainingRun, of: (values: Values) => number): Points => ({
  x: history.map(({ epoch }) => epoch + 1),
  y: history.map(({ values }) => of(values)),
})

const heldOut = (run: TrainingRun): Points => {
  const { name, shown } = metricOf(run)
  return afterEpochs(run, (values) => shown(values[name] ?? Number.NaN))
}

const topFive = (run: TrainingRun): Points =>
  afterEpochs(run, ({ top5 = Number.NaN }) => 100 * top5)

/** The mean loss of each twentieth of an epoch. */
const training = ({ history }: TrainingRun): Points => ({
  x: history.flatMap(({ epoch, curve }) => curve.map((_, i) => epoch + (i + 1) / curve.length)),
  y: history.flatMap(({ curve }) => curve),
})

/** Held-out metric and training loss by epoch, at the rate of Adam and at tuned rates. */
export const curvesFigure = (methods: readonly MethodRuns[], series: MethodOrder): Block => {
  const [first] = methods.flatMap(({ untuned, tuned }) => [...untuned, ...tuned]) as [TrainingRun]
  const { task } = first
  const { label, better } = metricOf(first)
  const columns = [
    { heading: `α = ${task.learningRate} for all`, of: ({ untuned }: MethodRuns) => untuned },
    { heading: 'tuned α', of: ({ tuned }: MethodRuns) => tuned },
  ].filter(({ of }) => methods.some((method) => of(method).length > 0))
  const panel = (
    { of }: (typeof columns)[number],
    y: LinePanel['y'],
    pointsOf: (run: TrainingRun) => Points,
  ): LinePanel => ({
    ...(y === undefined ? {} : { y }),
    lines: methods
      .filter((method) => of(method).length > 0)
      .map((method) => meanLine(method.name, of(method).map(pointsOf))),
  })
  const scale = better === 'lower' ? ('log' as const) : ('linear' as const)
  const drops = task.drops.map(({ epoch, factor }) => `times ${factor} after epoch ${epoch}`)
  return lineBlock(
    {
      id: `${task.name}-curves`,
      title: `${task.title}: curves`,
      x: {
        label: task.kind === 'online' ? 'tasks learned' : 'epoch',
        scale: 'linear',
        integers: true,
      },
      y: { label: '', scale: 'linear' },
      series,
      columns: columns.map(({ heading }) => heading),
      panelSize: { width: 390, height: 230 },
      panels: [
        columns.map((column) => panel(column, { label, scale }, heldOut)),
        // Fig. 9 has both of ImageNet
        ...(task.kind === 'photos'
          ? [
              columns.map((column) =>
                panel(column, { label: 'top-5 accuracy, %', scale: 'linear' }, topFive),
              ),
            ]
          : []),
        columns.map((column) => panel(column, { label: 'training loss', scale: 'log' }, training)),
      ],
    },
    `${task.title}: ${label} after each ${task.kind === 'online' ? 'task, over the tasks seen' : 'epoch'}, and the training loss of each twentieth of it; mean over the seeds, the band is the range of the seeds.${drops.length === 0 ? '' : ` The learning rate is multiplied: ${drops.join(', ')}.`}`,
  )
}
