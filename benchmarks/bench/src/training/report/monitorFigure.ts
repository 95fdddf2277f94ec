import type { Block, LinePanel } from '@momenta/bench-figures'
import type { MethodOrder } from '../../methods/MethodOrder.js'
import { detailsBlock, lineBlock } from '../../report/blocks.js'
import type { TrainingRun } from '../trainingRuns.js'
import { meanLine, type Points } from './meanLine.js'
import { type MethodRuns, monitoredRuns } from './methodsOf.js'

interface Quantity {
  readonly name: string
  readonly label: string
  readonly scale: 'linear' | 'log'
}

/** The panels of Fig. 10. */
const main: readonly Quantity[] = [
  { name: 'sharpness', label: 'sharpness λmax(H)', scale: 'log' },
  { name: 'distance', label: 'distance ‖θ − θ₀‖', scale: 'linear' },
  { name: 'memoryRelativeVariance', label: 'relative variance of the entries', scale: 'linear' },
  { name: 'agreementByNorm', label: 'agreement with the largest entry', scale: 'linear' },
]

const more: readonly Quantity[] = [
  { name: 'stability', label: 'lr·λmax(P⁻¹H)', scale: 'log' },
  { name: 'memoryVariance', label: 'variance of the entries', scale: 'log' },
  { name: 'agreementByKey', label: 'agreement with the entry of the largest key', scale: 'linear' },
]

const pointsOf =
  (name: string) =>
  ({ monitored }: TrainingRun): Points => {
    const known = monitored.filter(({ values }) => `monitor.${name}` in values)
    return {
      x: known.map(({ step }) => step),
      y: known.map(({ values }) => values[`monitor.${name}`] as number),
    }
  }

/**
 * What monitors measured along the compared runs: sharpness, distance, variance and agreement of
 * the memory; nothing without monitored runs.
 */
export const monitorFigure = (
  methods: readonly MethodRuns[],
  series: MethodOrder,
): readonly Block[] => {
  const shown = methods.filter((method) => monitoredRuns(method).length > 0)
  const [first] = shown.flatMap(monitoredRuns)
  if (first === undefined) return []
  const { name, title, kind } = first.task
  const panelOf = (quantity: Quantity): LinePanel => ({
    y: { label: quantity.label, scale: quantity.scale },
    lines: shown
      .map((method) => meanLine(method.name, monitoredRuns(method).map(pointsOf(quantity.name))))
      .filter(({ x }) => x.length > 0),
  })
  const figure = (id: string, what: string, quantities: readonly Quantity[], words: string) => {
    // without a memory there is nothing to draw in its panels
    const panels = quantities.map(panelOf).filter(({ lines }) => lines.length > 0)
    return lineBlock(
      {
        id: `${name}-${id}`,
        title: `${title}: ${what}`,
        x: {
          label: kind === 'online' ? 'tasks learned' : 'epoch',
          scale: 'linear',
          integers: true,
        },
        y: { label: '', scale: 'linear' },
        series,
        panelSize: { width: 390, height: 220 },
        panels: [panels.slice(0, 2), panels.slice(2)].filter(({ length }) => length > 0),
      },
      `${title}: ${words} Measured after each epoch of the compared runs; mean over the seeds, the band is their range. A method without the quantity of a panel is left out there.`,
    )
  }
  return [
    figure(
      'monitor',
      'sharpness, distance and memory along the runs',
      main,
      'the analysis of Fig. 10. Sharpness is the top Hessian eigenvalue of the loss on one batch, the same in all runs, in training mode; distance is from the start; the variance of the entries of the memory is over their mean square; agreement is the mean cosine of the entry of the largest norm with the others.',
    ),
    detailsBlock(`${title}: stability, and more of the memory`, [
      figure(
        'monitor-more',
        'stability, and more of the memory',
        more,
        'curvature in the metric of the optimizer times the learning rate (above 2 a quadratic would diverge without momentum), the variance of the entries, and the mean cosine of the entry of the largest key with the others.',
      ),
    ]),
  ]
}
