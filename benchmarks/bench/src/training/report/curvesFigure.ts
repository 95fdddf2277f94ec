import type { Block, Line, LinePanel } from '@momenta/bench-figures'
import { methodSeries } from '../../methods/methodSeries.js'
import { lineBlock } from '../../report/blocks.js'
import type { TrainingRun } from '../trainingRuns.js'
import type { MethodRuns } from './methodsOf.js'
import { metricOf } from './metricOf.js'

type Points = { readonly x: readonly number[]; readonly y: readonly number[] }

/** The mean over the runs of curves with common x, and the range of the runs as a band. */
const lineOf = (series: string, curves: readonly Points[]): Line => {
  const x = curves.reduce<readonly number[]>(
    (longest, curve) => (curve.x.length > longest.length ? curve.x : longest),
    [],
  )
  const at = x.map((_, i) => curves.flatMap(({ y }) => (i < y.length ? [y[i] as number] : [])))
  const band =
    curves.length < 2
      ? {}
      : {
          lower: at.map((values) => Math.min(...values)),
          upper: at.map((values) => Math.max(...values)),
        }
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
  return { series, x, y: at.map(mean), ...band, marked: x.length <= 20 }
}

const heldOut = (run: TrainingRun): Points => {
  const { name, shown } = metricOf(run)
  return {
    x: run.history.map(({ epoch }) => epoch + 1),
    y: run.history.map(({ values }) => shown(values[name] ?? Number.NaN)),
  }
}

/** The mean loss of each twentieth of an epoch. */
const training = ({ history }: TrainingRun): Points => ({
  x: history.flatMap(({ epoch, curve }) => curve.map((_, i) => epoch + (i + 1) / curve.length)),
  y: history.flatMap(({ curve }) => curve),
})

/** Held-out metric and training loss by epoch, at the rate of Adam and at tuned rates. */
export const curvesFigure = (methods: readonly MethodRuns[]): Block => {
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
      .map((method) => lineOf(method.name, of(method).map(pointsOf))),
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
      series: methodSeries(methods.map(({ name }) => name)),
      columns: columns.map(({ heading }) => heading),
      panelSize: { width: 390, height: 230 },
      panels: [
        columns.map((column) => panel(column, { label, scale }, heldOut)),
        columns.map((column) => panel(column, { label: 'training loss', scale: 'log' }, training)),
      ],
    },
    `${task.title}: ${label} after each ${task.kind === 'online' ? 'task, over the tasks seen' : 'epoch'}, and the training loss of each twentieth of it; mean over the seeds, the band is the range of the seeds.${drops.length === 0 ? '' : ` The learning rate is multiplied: ${drops.join(', ')}.`}`,
  )
}
