import type { Block, Line } from '@momenta/bench-figures'
import type { MethodOrder } from '../methods/MethodOrder.js'
import { lineBlock } from '../report/blocks.js'
import { meanBand } from '../report/meanBand.js'
import { type MnistGroup, nameOf } from './MnistGroup.js'

const curve = (group: MnistGroup, key: string): Line => {
  const steps = group[0].metrics.map(({ step }) => step)
  const values = steps.map((step) =>
    group.map(
      ({ metrics }) => metrics.find((metric) => metric.step === step)?.values[key] ?? Number.NaN,
    ),
  )
  return { series: nameOf(group), x: steps, ...meanBand(values) }
}

/** Accuracy and loss by epoch. */
export const mnistCurves = (
  groups: readonly MnistGroup[],
  series: MethodOrder,
  id: string,
  caption: string,
): Block =>
  lineBlock(
    {
      id,
      title: 'Validation on MNIST',
      x: { label: 'epoch', scale: 'linear', integers: true },
      y: { label: '', scale: 'linear' },
      series,
      panels: [
        [
          {
            y: { label: 'test accuracy', scale: 'linear' },
            lines: groups.map((group) => curve(group, 'accuracy')),
          },
          {
            y: { label: 'test loss', scale: 'log' },
            lines: groups.map((group) => curve(group, 'loss')),
          },
        ],
      ],
    },
    caption,
  )
